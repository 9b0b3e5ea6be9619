// The reader for every system that has POSIX.1-2008: openat, fdopendir, readdir, fstatat.
#pragma once

#include <memory>

#include "files/reader.hpp"

namespace findo::files {

std::unique_ptr<Reader> make_posix_reader();

}  // namespace findo::files
