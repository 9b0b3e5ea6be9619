// Command lines that must be refused.
#pragma once

#include "differential/expression.hpp"
#include "differential/random.hpp"

namespace findo::differential {

/// Adds something to the line that GNU find and findo both refuse, and marks it as malformed.
void spoil(Random& random, CommandLine& line);

}  // namespace findo::differential
