// Puts gates before all that is done with files, where somebody has to approve of it beforehand.
#pragma once

#include "plan/binder.hpp"

namespace findo::plan {

/// Each action A that has an effect becomes ( gate A ), in an expression that is otherwise complete. Errors:
/// what can be come to behind a gate and is of no use there, as check_barriers() has it.
base::Status<language::Diagnostic> add_gates(Binder& binder, MatcherTree& matcher);

}  // namespace findo::plan
