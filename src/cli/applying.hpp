// --apply: does what a plan says, each deed only where the file is still what it was.
#pragma once

#include "base/result.hpp"
#include "cli/options.hpp"
#include "language/command_line.hpp"
#include "language/diagnostic.hpp"

namespace findo::cli {

/// Reads the plan, and does all of it that can still be done. Returns the exit status: 1 where something has
/// failed. Errors: the plan as a whole cannot be applied; nothing has been done.
base::Result<int, language::Diagnostic> apply_plan(const language::CommandLine& line, const Options& options);

}  // namespace findo::cli
