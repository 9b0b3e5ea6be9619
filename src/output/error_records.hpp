// --errors=FILE: messages as records for programs.
#pragma once

#include <string>
#include <string_view>

namespace findo::output {

/// Appends the record of a message (base/messages.hpp): what has happened, a tab, the bytes of the path it
/// has happened to, which may be none, and a NUL.
void append_error_record(std::string& out, std::string_view message);

}  // namespace findo::output
