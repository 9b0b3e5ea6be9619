// One search: lets the walk meet the matcher tree and the output.
#pragma once

#include "act/action.hpp"
#include "act/halting.hpp"
#include "act/job_pool.hpp"
#include "cli/overlooked.hpp"
#include "cli/resumption.hpp"
#include "output/json_record.hpp"
#include "output/streams.hpp"
#include "plan/bind.hpp"
#include "plan/effects.hpp"
#include "walk/walk.hpp"

namespace findo::cli {

/// How commands run beside each other.
struct JobSettings {
  act::JobPool* pool = nullptr;  ///< null: they do not
  bool in_order = true;
  bool tags = false;
  act::Halt halt = act::Halt::never;
};

/// What is wanted beyond what the expression says.
struct SearchExtras {
  bool counts_entries = false;         ///< the outcome's numbers are of interest
  act::Action* for_matches = nullptr;  ///< performed once for each entry that has matched; may be null
  Overlooked* overlooked = nullptr;    ///< told what might explain an empty result; may be null
  JobSettings jobs{};
};

/// How the walk goes for what was bound.
walk::WalkSettings walk_settings_of(const plan::Bound& bound, const plan::Effects& effects);

/// Walks, evaluates, acts and writes until the roots are exhausted or something says stop. What fails is
/// counted in `streams`.
output::SearchOutcome search(walk::RootSource& roots, files::Reader& reader, const plan::Bound& bound,
                             output::Streams& streams, const SearchExtras& extras);

/// Evaluates entries that somebody else brings, in the order in which they come, and writes what is rendered.
/// What it is made of must outlive it.
std::unique_ptr<ResumingVisitor> make_evaluator(const plan::Bound& bound, output::Streams& streams,
                                                const SearchExtras& extras);

}  // namespace findo::cli
