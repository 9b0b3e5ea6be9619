#include "files/capabilities.hpp"

#include <string>

#ifdef __linux__
#include <sys/xattr.h>
#endif

namespace findo::files {

#ifdef __linux__
bool has_capabilities(Reader& reader, const OpenDirectory* parent, const char* name, FollowLinks follow) {
  constexpr const char* kAttribute = "security.capability";
  const auto find = follow == FollowLinks::yes ? getxattr : lgetxattr;
  if (!parent || name[0] == '/') return find(name, kAttribute, nullptr, 0) > 0;
  const auto directory = reader.open_descriptor(parent);
  if (!directory) return false;
  // The calls for extended attributes know no directory to start from; /proc names the open one.
  const std::string path = "/proc/self/fd/" + std::to_string(*directory) + '/' + name;
  return find(path.c_str(), kAttribute, nullptr, 0) > 0;
}
#else
bool has_capabilities(Reader& /*reader*/, const OpenDirectory* /*parent*/, const char* /*name*/,
                      FollowLinks /*follow*/) {
  return false;
}
#endif

}  // namespace findo::files
