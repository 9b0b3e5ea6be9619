#include "files/file_blocks.hpp"

namespace findo::files {

bool share_blocks(int /*from*/, int /*to*/) { return false; }

base::Result<off_t, base::Errno> copy_blocks(int /*from*/, int /*to*/, off_t offset, off_t /*end*/) {
  return offset;
}

}  // namespace findo::files
