// Renaming that replaces nothing, in one step, which POSIX has no call for.
#pragma once

#include "base/errno_code.hpp"
#include "base/result.hpp"

namespace findo::files {

/// Gives the file `from`, relative to an open directory, the name `to` in another one. Errors: EEXIST where
/// there is such a name already; ENOSYS where the system has no such call; EINVAL, EOPNOTSUPP also where the
/// file system knows none; those of renameat(2). Threads: any.
base::Status<base::Errno> rename_without_replacing(int from_directory, const char* from, int to_directory,
                                                   const char* to);

}  // namespace findo::files
