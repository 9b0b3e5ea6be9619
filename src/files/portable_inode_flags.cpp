#include <cerrno>

#include "files/inode_flags.hpp"

namespace findo::files {

base::Result<InodeFlags, base::Errno> load_inode_flags(const Entry& /*entry*/) {
  return base::Failure{base::Errno{ENOTSUP}};
}

}  // namespace findo::files
