#include "files/security_context.hpp"

#ifdef __linux__
#include <sys/xattr.h>
#endif

namespace findo::files {

#ifdef __linux__
namespace {

constexpr const char* kAttribute = "security.selinux";

/// The calls for extended attributes know no directory to start from; /proc names the open one.
base::Result<std::string, base::Errno> reachable_path(const Entry& entry) {
  if (!entry.place().parent) return std::string(entry.name());
  const auto directory = entry.reader().open_descriptor(entry.place().parent);
  if (!directory) return base::Failure{directory.error()};
  return "/proc/self/fd/" + std::to_string(*directory) + '/' + entry.name_c_str();
}

}  // namespace

base::Result<std::string, base::Errno> load_security_context(const Entry& entry) {
  const auto path = reachable_path(entry);
  if (!path) return base::Failure{path.error()};
  const auto load = entry.place().follow() == FollowLinks::yes ? getxattr : lgetxattr;
  std::string context(256, '\0');
  ssize_t length = load(path->c_str(), kAttribute, context.data(), context.size());
  while (length < 0 && errno == ERANGE && context.size() <= XATTR_SIZE_MAX) {
    context.resize(context.size() * 2);
    length = load(path->c_str(), kAttribute, context.data(), context.size());
  }
  if (length < 0) return base::Failure{base::last_errno()};
  context.resize(static_cast<std::size_t>(length));
  if (!context.empty() && context.back() == '\0') context.pop_back();  // the kernel counts the NUL
  return context;
}

#else

base::Result<std::string, base::Errno> load_security_context(const Entry& /*entry*/) {
  return base::Failure{base::Errno{ENOTSUP}};
}

#endif

}  // namespace findo::files
