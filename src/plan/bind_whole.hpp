// What an expression gets around it once its leaves are bound: the -print that nobody wrote, what -X, -unique
// and -limit mean for it as a whole; and the exclusions, put together.
#pragma once

#include <memory>
#include <vector>

#include "plan/binder.hpp"

namespace findo::plan {

/// POSIX find: without an action the expression is ( expression ) -print.
base::Status<language::Diagnostic> add_print(MatcherTree& matcher, act::ActionBinder& actions);

/// -X: an entry whose path xargs would take apart gets a message and is neither evaluated nor entered.
void guard_names(MatcherTree& matcher);

/// -unique: what has been there already, under another name or the same, is neither evaluated nor entered.
void guard_identities(MatcherTree& matcher);

/// -limit N, counted by itself: true. The N-th time it tells `reached`.
LeafResult bind_limit(Binder& binder, const language::SyntaxNode& node);

/// Ends the search after the entry whose evaluation has told `reached`; the entry itself is evaluated to the
/// end, so that what follows -limit sees N entries, as what stands before it does.
void end_at_limit(MatcherTree& matcher, std::shared_ptr<const bool> reached);

/// One tree that holds where any of the trees does, asked in their order. Without nodes where there is none.
MatcherTree join_exclusions(std::vector<MatcherTree> exclusions);

}  // namespace findo::plan
