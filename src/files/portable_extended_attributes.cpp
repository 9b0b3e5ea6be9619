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

}  // namespace findo::files
