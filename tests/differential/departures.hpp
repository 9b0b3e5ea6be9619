// The command lines for which findo and GNU find 4.9 are known to differ, each with its reason.
#pragma once

#include <string>

#include "differential/expression.hpp"

namespace findo::differential {

/// Whether a difference is expected and says nothing. `portable_reader`: findo runs with --reader=std.
bool departs(const CommandLine& line, const std::string& top, bool portable_reader);

}  // namespace findo::differential
