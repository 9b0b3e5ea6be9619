// What flags and long options say of how a search goes, in the words of those who go.
#pragma once

#include "act/actions.hpp"
#include "cli/options.hpp"
#include "language/command_line.hpp"
#include "plan/settings.hpp"

namespace findo::cli {

plan::Settings settings_of(const language::CommandLine& line, const Options& options);

act::Manner manner_of(const language::CommandLine& line, const Options& options);

}  // namespace findo::cli
