// Copying a file's content without carrying it through the process, where the system can.
#pragma once

#include <sys/types.h>

#include "base/errno_code.hpp"
#include "base/result.hpp"

namespace findo::files {

/// Lets the open file `to` share all blocks of `from`; false where the file system cannot, and nothing is
/// done. Threads: any.
bool share_blocks(int from, int to);

/// Copies [offset, end) of `from` to the same place in `to`. Returns how far it has come: less than `end`
/// where the rest must be read and written, since the system cannot, or `from` ends sooner. Errors: those of
/// copy_file_range(2) that reading and writing would meet as well. Threads: any.
base::Result<off_t, base::Errno> copy_blocks(int from, int to, off_t offset, off_t end);

}  // namespace findo::files
