// Giving a file another name without ever doing away with what has that name already.
#pragma once

#include "act/held_entry.hpp"
#include "files/facts.hpp"

namespace findo::act {

/// Whether what stands in the way may be replaced.
enum class Replacing : bool { never, files };

/// Renames the file, which is of that type. `files`: another file than a directory is replaced; a directory
/// replaces nothing in any case. Errors: EEXIST where something stands in the way, also where it is the same
/// file under another name; EXDEV, and the other errors of rename(2).
base::Status<base::Errno> rename_to(At from, At to, files::FileType type, Replacing replacing);

/// What rename_to() does on file systems that cannot refuse to replace: it takes the name first, by a second
/// link or a new directory. Between that and the end a file has both names.
base::Status<base::Errno> rename_by_taking_name(At from, At to, files::FileType type);

/// Gives a file, which is no directory, another name under which it replaces another file.
base::Status<base::Errno> rename_over(At from, At to);

}  // namespace findo::act
