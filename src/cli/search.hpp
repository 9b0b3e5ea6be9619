// One search: lets the walk meet the matcher tree and the output.
#pragma once

#include "cli/overlooked.hpp"
#include "output/streams.hpp"
#include "plan/bind.hpp"
#include "plan/effects.hpp"
#include "walk/walk.hpp"

namespace findo::cli {

/// How the walk goes for what was bound.
walk::WalkSettings walk_settings_of(const plan::Bound& bound, const plan::Effects& effects);

/// Walks, evaluates, acts and writes until the roots are exhausted or something says stop. What fails is
/// counted in `streams`, what might explain an empty result in `overlooked`, if that is wanted.
void search(walk::RootSource& roots, files::Reader& reader, const plan::Bound& bound,
            output::Streams& streams, Overlooked* overlooked = nullptr);

}  // namespace findo::cli
