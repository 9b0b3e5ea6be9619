// What flags and long options say of how a search goes, in the words of those who go.
#pragma once

#include "act/actions.hpp"
#include "cli/options.hpp"
#include "cli/search.hpp"
#include "language/command_line.hpp"
#include "plan/settings.hpp"

namespace findo::cli {

plan::Settings settings_of(const language::CommandLine& line, const Options& options);

/// `links` and `planner` may be null.
act::Manner manner_of(const language::CommandLine& line, const Options& options,
                      const output::Hyperlinks* links = nullptr, act::Planner* planner = nullptr);

JobSettings job_settings_of(act::Actions& actions, const Options& options);

}  // namespace findo::cli
