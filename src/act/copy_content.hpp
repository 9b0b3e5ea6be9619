// What is in a file, and what is said about it, from one open file to another.
#pragma once

#include <sys/stat.h>

#include "act/trouble.hpp"
#include "base/result.hpp"

namespace findo::act {

/// Makes `to`, an empty file, hold what `from` does: by sharing its blocks where the file system can do that,
/// else by letting the kernel copy, else by reading and writing. Holes stay holes.
/// Errors: those of reading and writing; ENOSPC.
base::Status<base::Errno> copy_content(int from, int to);

/// Gives `to`, a file or directory, the owner (where the process may), the extended attributes, the
/// permissions and the times of `from`, whose status this is. Without the owner, setuid and setgid are left
/// out. What the file system of `to` does not keep is left out, as are attributes that only the superuser may
/// set.
base::Status<base::Errno> copy_attributes(int from, int to, const struct stat& status);

/// Owner, permissions and times of a name that is neither file nor directory, no link followed.
base::Status<base::Errno> copy_plain_attributes(int directory, const char* name, const struct stat& status);

}  // namespace findo::act
