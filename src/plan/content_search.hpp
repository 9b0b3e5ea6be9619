// Looks for a pattern in an open file.
#pragma once

#include "base/descriptor.hpp"
#include "base/errno_code.hpp"
#include "base/result.hpp"
#include "plan/content_pattern.hpp"

namespace findo::plan {

/// Whether a line of the file, read from where it stands, matches; reads no further than it must. A line ends
/// in a newline or with the file; an empty file has no line. Lines are searched whole however long they are,
/// up to 16 MiB; in a longer one matches of up to 1 MiB are found. Errors: those of read(2). Threads: any,
/// each with a buffer of its own.
base::Result<bool, base::Errno> search_content(const base::Descriptor& file, const ContentPattern& pattern);

}  // namespace findo::plan
