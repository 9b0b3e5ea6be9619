// A file without a name, for what memory has no room for. Whatever ends the process, nothing of it stays.
#pragma once

#include "base/descriptor.hpp"
#include "base/errno_code.hpp"
#include "base/result.hpp"

namespace findo::base {

/// Opens one for reading and writing, in $TMPDIR or else /tmp; nobody else can open it. Errors: those of
/// open(2).
Result<Descriptor, Errno> open_temporary_file();

}  // namespace findo::base
