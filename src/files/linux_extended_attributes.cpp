#include <algorithm>
#include <cstdint>
#include <fcntl.h>
#include <linux/limits.h>
#include <string_view>
#include <sys/stat.h>
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

constexpr const char* kAccessList = "system.posix_acl_access";
constexpr const char* kDefaultList = "system.posix_acl_default";

// Whom a line of a list is for (linux/posix_acl.h).
constexpr unsigned kNamedUser = 0x02;
constexpr unsigned kOwningGroup = 0x04;
constexpr unsigned kNamedGroup = 0x08;
constexpr unsigned kMask = 0x10;

/// Calls `look` with whom each line of an access control list is for, and what these may do. The format
/// (linux/posix_acl_xattr.h): four bytes of version, then eight for each line, two and two of which,
/// little-endian, tell these; all values in use fit into the first byte.
template <class Look>
void for_each_line(std::string_view list, Look&& look) {
  constexpr std::size_t kHeaderBytes = 4;
  constexpr std::size_t kLineBytes = 8;
  for (std::size_t at = kHeaderBytes; at + kLineBytes <= list.size(); at += kLineBytes) {
    look(static_cast<std::uint8_t>(list[at]), static_cast<std::uint8_t>(list[at + 2]));
  }
}

/// Lines for named users and groups, and the mask that comes with them, are what a mode cannot say.
bool says_more_than_mode(std::string_view list) {
  bool says_more = false;
  for_each_line(
      list, [&](unsigned whom, unsigned) { says_more |= (whom & (kNamedUser | kNamedGroup | kMask)) != 0; });
  return says_more;
}

/// The mode of a file without its list: the owning group may do what the list lets it do.
mode_t mode_without(std::string_view list, mode_t mode) {
  constexpr unsigned kGroupShift = 3;
  unsigned group = S_IRWXO;
  for_each_line(list, [&](unsigned whom, unsigned rights) {
    if (whom == kOwningGroup || whom == kMask) group &= rights;
  });
  return (mode & ~static_cast<mode_t>(S_IRWXG)) | (group << kGroupShift);
}

/// Attributes that need more rights, or another file system, than there are here.
bool may_be_left_out(const char* name, int code) {
  if (code == EOPNOTSUPP) return true;
  const std::string_view space(name,
                               std::min(std::string_view(name).find('.'), std::string_view(name).size()));
  return code == EPERM && space != "user" && space != "system";
}

/// The value of an attribute, by a call that fills as much room as there is.
template <class Read>
base::Result<std::string, base::Errno> read_whole_attribute(Read&& read) {
  std::string value;
  ssize_t bytes = -1;
  do {
    bytes = read(nullptr, 0);
    if (bytes < 0) break;
    value.resize(static_cast<std::size_t>(bytes));
    bytes = read(value.data(), value.size());
  } while (bytes < 0 && errno == ERANGE);  // it has just grown
  if (bytes < 0) return base::Failure{base::last_errno()};
  value.resize(static_cast<std::size_t>(bytes));
  return value;
}

base::Status<base::Errno> copy_attribute(int from, int to, const char* name) {
  const auto value =
      read_whole_attribute([&](char* room, std::size_t size) { return fgetxattr(from, name, room, size); });
  if (value && fsetxattr(to, name, value->data(), value->size(), 0) == 0) return {};
  const base::Errno error = value ? base::last_errno() : value.error();
  if (may_be_left_out(name, error.code) || error.code == ENODATA) return {};
  return base::Failure{error};
}

/// A path by which the calls for extended attributes come to a file that is known by its name.
std::string path_of(const FileHandle& file) {
  return "/proc/self/fd/" + std::to_string(file.number) + '/' + file.name;
}

/// The access control list of that kind; empty where there is none.
base::Result<std::string, base::Errno> load_list(const FileHandle& file, const char* kind) {
  auto list = read_whole_attribute([&](char* room, std::size_t size) {
    return file.name ? lgetxattr(path_of(file).c_str(), kind, room, size)
                     : fgetxattr(file.number, kind, room, size);
  });
  const bool is_none = !list && (list.error().code == ENODATA || list.error().code == EOPNOTSUPP);
  return is_none ? std::string() : list;
}

base::Status<base::Errno> remove_list(const FileHandle& file, const char* kind) {
  const int result = file.name ? lremovexattr(path_of(file).c_str(), kind) : fremovexattr(file.number, kind);
  if (result == 0 || errno == ENODATA || errno == EOPNOTSUPP) return {};
  const base::Errno error = base::last_errno();
  // File systems in user space may answer whatever they like; what counts is whether there is one.
  const auto list = load_list(file, kind);
  if (list && list->empty()) return {};
  return base::Failure{error};
}

/// Without a list the one that is there is taken away. Errors: EOPNOTSUPP where none can be held.
base::Status<base::Errno> store_list(const FileHandle& file, const char* kind, const std::string& list) {
  if (list.empty()) return remove_list(file, kind);
  const int result = file.name ? lsetxattr(path_of(file).c_str(), kind, list.data(), list.size(), 0)
                               : fsetxattr(file.number, kind, list.data(), list.size(), 0);
  if (result != 0) return base::Failure{base::last_errno()};
  return {};
}

base::Result<ListsKept, base::Errno> copy_list(const FileHandle& to, const char* kind,
                                               const std::string& list) {
  const auto status = store_list(to, kind, list);
  if (status) return ListsKept::yes;
  if (status.error().code == EOPNOTSUPP) return ListsKept::no;
  return base::Failure{status.error()};
}

base::Result<ListsKept, base::Errno> copy_default_list(const FileHandle& from, const FileHandle& to) {
  const auto list = load_list(from, kDefaultList);
  if (!list) return base::Failure{list.error()};
  return copy_list(to, kDefaultList, *list);
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
  const auto list = load_attribute(file, kAccessList);
  if (list && says_more_than_mode(*list)) return true;
  if (const auto answer = is_there(list); !answer) return answer;
  return has_attribute(file, kDefaultList);
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
    const char* const name = names.c_str() + at;
    if (name == std::string_view(kAccessList) || name == std::string_view(kDefaultList)) continue;
    if (auto status = copy_attribute(from, to, name); !status) return status;
  }
  return {};
}

base::Result<ListsKept, base::Errno> copy_permissions(const FileHandle& from, const FileHandle& to,
                                                      mode_t mode) {
  auto list = load_list(from, kAccessList);
  if (!list) return base::Failure{list.error()};
  if (!says_more_than_mode(*list)) list->clear();
  // The list first: without it the permissions of its mask would be the group's for a moment.
  const auto kept = copy_list(to, kAccessList, *list);
  if (!kept) return kept;
  const auto kept_default =
      S_ISDIR(mode) ? copy_default_list(from, to) : base::Result<ListsKept, base::Errno>(ListsKept::yes);
  if (!kept_default) return kept_default;
  constexpr mode_t kAllPermissions = 07777;
  const mode_t bits = kAllPermissions & (*kept == ListsKept::yes ? mode : mode_without(*list, mode));
  const int result = to.name ? fchmodat(to.number, to.name, bits, 0) : fchmod(to.number, bits);
  if (result != 0) return base::Failure{base::last_errno()};
  return *kept == ListsKept::yes ? kept_default : kept;
}

base::Status<base::Errno> remove_access_lists(int directory) {
  if (auto status = remove_list({directory}, kDefaultList); !status) return status;
  return remove_list({directory}, kAccessList);
}

}  // namespace findo::files
