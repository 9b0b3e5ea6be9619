// Command lines that must be refused.
#pragma once

#include "differential/expression.hpp"
#include "support/random.hpp"

namespace findo::differential {

using support::Random;

/// Adds something to the line that GNU find and findo both refuse, and marks it as malformed.
void spoil(Random& random, CommandLine& line);

}  // namespace findo::differential
