// The portable reader: std::filesystem and POSIX, nothing of one system alone.
#pragma once

#include <memory>

#include "files/reader.hpp"

namespace findo::files {

/// Makes the reader. Its handles are paths, so it cannot go below PATH_MAX, and a directory that is exchanged for
/// another while it is open is not noticed; in return it works wherever POSIX does.
std::unique_ptr<Reader> make_std_filesystem_reader();

}  // namespace findo::files
