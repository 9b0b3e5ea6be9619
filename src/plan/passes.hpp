// Passes over the matcher tree: the same results, sooner.
#pragma once

#include "plan/matcher.hpp"

namespace findo::plan {

/// Puts what costs less before what costs more among the operands of an -a or -o, never past an action:
/// names first, then types, then what asks the system: status, link, access, directories, files, and last
/// whole trees. Where asking can fail this decides which errors are seen, so it belongs to the language and
/// holds at every level: GNU find 4.9 does the same.
void order_by_cost(MatcherTree& tree);

/// Takes out constants that decide nothing (-true and options in an -a, -false in an -o) and what can never
/// be reached behind one that does. Nothing that could have been evaluated goes.
void drop_constants(MatcherTree& tree);

/// All passes of an optimiser level.
void optimise(MatcherTree& tree, int level);

}  // namespace findo::plan
