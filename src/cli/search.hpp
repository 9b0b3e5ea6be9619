// One search: lets the walk meet the matcher tree and the output.
#pragma once

#include "act/action.hpp"
#include "output/json_record.hpp"
#include "output/streams.hpp"
#include "plan/bind.hpp"
#include "walk/walk.hpp"

namespace findo::cli {

/// What is wanted beyond what the expression says.
struct SearchExtras {
  bool counts_entries = false;         ///< the outcome's numbers are of interest
  act::Action* for_matches = nullptr;  ///< performed once for each entry that has matched; may be null
};

/// Walks, evaluates, acts and writes until the roots are exhausted or something says stop. What fails is
/// counted in `streams`.
output::SearchOutcome search(walk::RootSource& roots, files::Reader& reader, const plan::Bound& bound,
                             output::Streams& streams, const SearchExtras& extras);

}  // namespace findo::cli
