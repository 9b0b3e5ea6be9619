#include <algorithm>
#include <cstdint>
#include <linux/limits.h>
#include <string_view>
#include <sys/xattr.h>

#include "files/extended_attributes.hpp"

namespace findo::files {
namespace {

/// The answer to "is there one", of a call that may have found none.
template <class T>
base::Result<bool, base::Errno> is_there(const base::Result<T, base::Errno>& found) {
  if (found) return true;
  if (found.error().code == ENODATA || found.error().code == ENOTSUP) return false;
  return base::Failure{found.error()};
}

/// The calls for extended attributes know no directory to start from; /proc names the open one.
base::Result<std::string, base::Errno> reachable_path(const Location& file) {
  if (!file.parent || file.name[0] == '/') return std::string(file.name);
  const auto directory = file.reader.open_descriptor(file.parent);
  if (!directory) return base::Failure{directory.error()};
  return "/proc/self/fd/" + std::to_string(*directory) + '/' + file.name;
}

/// A call that tells a number of bytes: `followed` goes to a link's target, `unfollowed` to the link.
template <class Followed, class Unfollowed>
base::Result<std::size_t, base::Errno> ask(const Location& file, Followed&& followed,
                                           Unfollowed&& unfollowed) {
  const auto path = reachable_path(file);
  if (!path) return base::Failure{path.error()};
  ssize_t bytes = -1;
  errno = ENOENT;
  if (file.follow == FollowLinks::yes) bytes = followed(path->c_str());
  // As with its other facts, a link that leads nowhere stands for itself.
  const bool leads_nowhere = bytes < 0 && (errno == ENOENT || errno == ENOTDIR);
  if (leads_nowhere) bytes = unfollowed(path->c_str());
  if (bytes < 0) return base::Failure{base::last_errno()};
  return static_cast<std::size_t>(bytes);
}

base::Result<std::size_t, base::Errno> read_attribute(const Location& file, const char* name, char* value,
                                                      std::size_t room) {
  return ask(
      file, [&](const char* path) { return getxattr(path, name, value, room); },
      [&](const char* path) { return lgetxattr(path, name, value, room); });
}

/// The format of system.posix_acl_access (linux/posix_acl_xattr.h): four bytes of version, then eight for
/// each line, of which the first two, little-endian, tell whom it is for. Lines for named users and groups,
/// and the mask that comes with them, are what a mode cannot say.
bool says_more_than_mode(std::string_view list) {
  constexpr std::size_t kHeaderBytes = 4;
  constexpr std::size_t kLineBytes = 8;
  constexpr unsigned kBeyondMode = 0x02 | 0x08 | 0x10;  // ACL_USER, ACL_GROUP, ACL_MASK
  for (std::size_t at = kHeaderBytes; at + kLineBytes <= list.size(); at += kLineBytes) {
    if (static_cast<std::uint8_t>(list[at]) & kBeyondMode) return true;
  }
  return false;
}

/// Attributes that need more rights, or another file system, than there are here.
bool may_be_left_out(const char* name, int code) {
  if (code == EOPNOTSUPP) return true;
  const std::string_view space(name,
                               std::min(std::string_view(name).find('.'), std::string_view(name).size()));
  return code == EPERM && space != "user" && space != "system";
}

base::Status<base::Errno> copy_attribute(int from, int to, const char* name) {
  std::string value;
  ssize_t bytes = -1;
  do {
    bytes = fgetxattr(from, name, nullptr, 0);
    if (bytes < 0) break;
    value.resize(static_cast<std::size_t>(bytes));
    bytes = fgetxattr(from, name, value.data(), value.size());
  } while (bytes < 0 && errno == ERANGE);  // it has just grown
  if (bytes >= 0 && fsetxattr(to, name, value.data(), static_cast<std::size_t>(bytes), 0) == 0) return {};
  if (may_be_left_out(name, errno) || errno == ENODATA) return {};
  return base::Failure{base::last_errno()};
}

}  // namespace

base::Result<std::string, base::Errno> load_attribute(const Location& file, const char* name) {
  std::string value(256, '\0');
  auto bytes = read_attribute(file, name, value.data(), value.size());
  while (!bytes && bytes.error().code == ERANGE && value.size() <= XATTR_SIZE_MAX) {
    value.resize(value.size() * 2);
    bytes = read_attribute(file, name, value.data(), value.size());
  }
  if (!bytes) return base::Failure{bytes.error()};
  value.resize(*bytes);
  return value;
}

base::Result<bool, base::Errno> has_attribute(const Location& file, const char* name) {
  const auto bytes = read_attribute(file, name, nullptr, 0);
  // No file has an attribute with a name that cannot be: of its name space only, or too long.
  if (!bytes && (bytes.error().code == EINVAL || bytes.error().code == ERANGE)) return false;
  return is_there(bytes);
}

base::Result<bool, base::Errno> has_attributes(const Location& file) {
  const auto bytes = ask(
      file, [](const char* path) { return listxattr(path, nullptr, 0); },
      [](const char* path) { return llistxattr(path, nullptr, 0); });
  if (!bytes) return is_there(bytes);
  return *bytes > 0;
}

base::Result<bool, base::Errno> has_access_list(const Location& file) {
  const auto list = load_attribute(file, "system.posix_acl_access");
  if (list && says_more_than_mode(*list)) return true;
  if (const auto answer = is_there(list); !answer) return answer;
  return has_attribute(file, "system.posix_acl_default");
}

base::Result<bool, base::Errno> has_capabilities(const Location& file) {
  return has_attribute(file, "security.capability");
}

base::Status<base::Errno> copy_extended_attributes(int from, int to) {
  const ssize_t bytes = flistxattr(from, nullptr, 0);
  if (bytes < 0 && errno != EOPNOTSUPP) return base::Failure{base::last_errno()};
  if (bytes <= 0) return {};
  std::string names(static_cast<std::size_t>(bytes), '\0');
  const ssize_t listed = flistxattr(from, names.data(), names.size());
  if (listed < 0) return base::Failure{base::last_errno()};
  names.resize(static_cast<std::size_t>(listed));
  for (std::size_t at = 0; at < names.size(); at = names.find('\0', at) + 1) {
    if (auto status = copy_attribute(from, to, names.c_str() + at); !status) return status;
  }
  return {};
}

}  // namespace findo::files
