// What is left out of the whole search by other rules than the expression's.
#pragma once

#include "plan/binder.hpp"

namespace findo::plan {

/// -ignored: asks, so that nothing is left out for being ignored. Where no rules were asked for (--ignore,
/// --ignore-file), those of --ignore=vcs. Errors: a file of rules on the command line that cannot be read; it
/// is to be asked of what is in a directory that has not been entered.
LeafResult bind_ignored_test(Binder& binder, const language::SyntaxNode& node);

/// Adds the exclusions of --ignore, --ignore-file and --skip; after all leaves. Errors: as above.
base::Status<language::Diagnostic> add_ignoring(Binder& binder);

}  // namespace findo::plan
