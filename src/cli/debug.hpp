// -D: what goes on inside, on standard error.
#pragma once

#include <string>

#include "language/command_line.hpp"
#include "plan/matcher.hpp"

namespace findo::cli {

/// The categories that -D takes, one a line.
std::string debug_help();

/// Shows what the -D flags of the command line ask for; warns of categories that do not exist.
void show_debug(const language::CommandLine& line, const plan::MatcherTree& tree);

}  // namespace findo::cli
