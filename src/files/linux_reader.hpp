// The native Linux reader: openat, getdents64, statx, and nothing in between.
#pragma once

#include <memory>

#include "files/reader.hpp"

namespace findo::files {

/// Makes the reader. It holds nothing open by itself.
std::unique_ptr<Reader> make_linux_reader();

}  // namespace findo::files
