#include "files/exclusive_rename.hpp"

namespace findo::files {

base::Status<base::Errno> rename_without_replacing(int /*from_directory*/, const char* /*from*/,
                                                   int /*to_directory*/, const char* /*to*/) {
  return base::Failure{base::Errno{ENOSYS}};
}

}  // namespace findo::files
