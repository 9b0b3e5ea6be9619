// Binds -sort, -top and -keep, and what has to be known of the expression around them.
#pragma once

#include <vector>

#include "plan/binder.hpp"

namespace findo::plan {

LeafResult bind_barrier(Binder& binder, const language::SyntaxNode& node);

/// Of each node, whether an evaluation can come to it before it has come to a barrier: during the walk.
std::vector<bool> reached_in_walk(const MatcherTree& tree);

/// Of each node, whether an evaluation can come to it after it has come to a barrier: when the walk is over.
std::vector<bool> reached_behind(const MatcherTree& tree);

/// Errors: what can be come to behind a barrier and is of no use there: -prune, when the directory has been
/// entered long ago, and -ignored, when the rules are gone.
base::Status<language::Diagnostic> check_barriers(const Binder& binder, const language::SyntaxTree& syntax,
                                                  const MatcherTree& tree);

/// Tells each barrier what the rest of the whole expression wants to know.
void prepare_barriers(const Binder& binder, const MatcherTree& tree);

}  // namespace findo::plan
