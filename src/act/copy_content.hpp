// What is in a file, and what is said about it, from one open file to another.
#pragma once

#include <sys/stat.h>

#include "act/held_entry.hpp"
#include "base/errno_code.hpp"
#include "base/result.hpp"
#include "files/extended_attributes.hpp"

namespace findo::act {

/// Makes `to`, an empty file, hold what `from` does: by sharing its blocks where the file system can do that,
/// else by letting the kernel copy, else by reading and writing. Holes stay holes.
/// Errors: those of reading and writing; ENOSPC.
base::Status<base::Errno> copy_content(int from, int to);

/// Has the file system say what it has kept back about the open file, which some say only when a file is
/// closed: that there is no room for it, or that it could not be written. Errors: those of close(2).
base::Status<base::Errno> finish_writing(int file);

/// Gives `to`, a file or directory that nobody else can open, the owner (where the process may; else the
/// group at least, where it may do that), the extended attributes, the permissions and the times of `from`,
/// whose status this is. Without owner and group, setuid and setgid are left out. What the file system of
/// `to` does not keep is left out, as are attributes that only the superuser may set; that access control
/// lists are is told.
base::Result<files::ListsKept, base::Errno> copy_attributes(int from, int to, const struct stat& status);

/// The same, save extended attributes, of a name that is neither file nor directory, no link followed. `to`
/// is where nobody else can put anything into its place.
base::Result<files::ListsKept, base::Errno> copy_plain_attributes(At from, At to, const struct stat& status);

}  // namespace findo::act
