// The bytes of regular files, as tests of content read them.
#pragma once

#include <cstddef>

#include "base/descriptor.hpp"
#include "base/errno_code.hpp"
#include "base/result.hpp"
#include "files/reader.hpp"

namespace findo::files {

/// Opens the file at a location for reading, relative to its open directory; no link is followed unless the
/// location says so, and nothing is waited for should it have become a FIFO meanwhile. Whoever calls knows
/// that it is, or was, a regular file: opening others may do something. Errors: those of openat(2). Threads:
/// any.
base::Result<base::Descriptor, base::Errno> open_content(const Location& file);

/// Reads up to `room` bytes, going on where a signal cuts it short. 0: the end of the file.
base::Result<std::size_t, base::Errno> read_content(const base::Descriptor& file, char* into,
                                                    std::size_t room);

}  // namespace findo::files
