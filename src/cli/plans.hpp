// --plan and --apply, as far as the command line is concerned.
#pragma once

#include <memory>

#include "act/planning.hpp"
#include "cli/options.hpp"
#include "language/command_line.hpp"
#include "output/streams.hpp"
#include "plan/bind.hpp"

namespace findo::cli {

/// Whether they go with the rest of the command line. Errors: something that cannot be planned, or that an
/// application of a plan has no use for.
base::Status<language::Diagnostic> check_plan_options(const language::CommandLine& line,
                                                      const Options& options);

/// Who writes the plan; null where none is wanted.
std::unique_ptr<act::Planner> make_planner(const language::CommandLine& line, const Options& options);

/// The search is about to begin. Errors: there is nothing to plan, or the plan cannot be written there.
base::Status<language::Diagnostic> begin_plan(act::Planner& planner, const plan::Bound& bound,
                                              const Options& options);

/// The search is over: writes the plan. What fails is reported.
void finish_plan(act::Planner& planner, const Options& options, output::Streams& streams);

}  // namespace findo::cli
