// The log, behind which spdlog stands.
#pragma once

#include <string_view>

namespace findo::base {

/// Writes one line to standard error, with the program's name before it.
void log_line(std::string_view text);

}  // namespace findo::base
