#include <fcntl.h>
#include <sys/stat.h>

#include "files/extended_attributes.hpp"

namespace findo::files {

base::Result<std::string, base::Errno> load_attribute(const Location& /*file*/, const char* /*name*/) {
  return base::Failure{base::Errno{ENOTSUP}};
}
base::Result<bool, base::Errno> has_attribute(const Location& /*file*/, const char* /*name*/) {
  return false;
}
base::Result<bool, base::Errno> has_attributes(const Location& /*file*/) { return false; }
base::Result<bool, base::Errno> has_access_list(const Location& /*file*/) { return false; }
base::Result<bool, base::Errno> has_capabilities(const Location& /*file*/) { return false; }
base::Status<base::Errno> copy_extended_attributes(int /*from*/, int /*to*/) { return {}; }
base::Result<ListsKept, base::Errno> copy_permissions(const FileHandle& /*from*/, const FileHandle& to,
                                                      mode_t mode) {
  constexpr mode_t kAllPermissions = 07777;
  const mode_t bits = mode & kAllPermissions;
  const int result = to.name ? fchmodat(to.number, to.name, bits, 0) : fchmod(to.number, bits);
  if (result != 0) return base::Failure{base::last_errno()};
  return ListsKept::yes;
}
base::Status<base::Errno> remove_access_lists(int /*directory*/) { return {}; }

}  // namespace findo::files
