// Types and permissions as letters.
#pragma once

#include <string>
#include <sys/types.h>

#include "files/facts.hpp"

namespace findo::output {

/// As %y shows a type: f d l p s b c D; "U" for one that is unknown.
char type_letter(files::FileType type);

/// Appends "drwxr-xr-x", as ls and %M show a type and its permissions.
void append_mode(std::string& out, files::FileType type, mode_t permissions);

}  // namespace findo::output
