// One search, from the syntax tree to the exit status.
#pragma once

#include "cli/options.hpp"
#include "language/command_line.hpp"
#include "language/parser.hpp"

namespace findo::cli {

/// Searches, or explains what a search would do, as the options say. Returns the exit status.
int run_session(const language::CommandLine& line, const language::SyntaxTree& tree, const Options& options);

}  // namespace findo::cli
