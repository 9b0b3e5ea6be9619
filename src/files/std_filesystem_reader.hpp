// The portable reader: std::filesystem and POSIX, nothing of one system alone.
#pragma once

#include <memory>

#include "files/reader.hpp"

namespace findo::files {

/// Makes the reader. Its handles are paths, so it works wherever POSIX does, but cannot go below PATH_MAX.
/// What a path leads to may change. A directory is looked at before and after it is opened, so that another
/// one that took its place, or a link to one, is refused with ENOENT or ENOTDIR; what is not noticed is an
/// exchange between the two looks that is taken back before the second. The same check stands before a
/// descriptor is handed out, so no action reaches another directory; facts and link targets are of what the
/// path then leads to.
std::unique_ptr<Reader> make_std_filesystem_reader();

}  // namespace findo::files
