// -D: what goes on inside, on standard error.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/command_line.hpp"
#include "plan/bind.hpp"

namespace findo::cli {

/// The categories that -D takes, one a line.
std::string debug_help();

/// Their names, for completions.
std::vector<std::string_view> debug_names();

/// Whether the value of a -D asks for that list.
bool asks_for_debug_help(std::string_view value);

/// Shows what the -D flags of the command line ask for; warns of categories that do not exist.
void show_debug(const language::CommandLine& line, const plan::Bound& bound);

}  // namespace findo::cli
