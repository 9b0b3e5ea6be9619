// What a symbolic link says, however long it is.
#pragma once

#include <string>

#include "base/errno_code.hpp"
#include "base/result.hpp"

namespace findo::files {

/// The text of the link `name` in an open directory, or AT_FDCWD. Errors: those of readlinkat(2).
base::Result<std::string, base::Errno> read_link_at(int directory, const char* name);

}  // namespace findo::files
