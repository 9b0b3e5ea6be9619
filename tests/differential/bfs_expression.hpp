// Random command lines of what bfs 2.6.1 has and GNU find 4.9 lacks, with just enough of the common words
// around it.
#pragma once

#include "differential/expression.hpp"

namespace findo::differential {

/// Invents one command line. What Debian's bfs 2.6.1 does not have on Linux (-flags, -limit, -noerror,
/// -context) is not in it.
CommandLine make_bfs_command_line(Random& random, const Scope& scope);

}  // namespace findo::differential
