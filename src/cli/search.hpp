// One search: lets the walk meet the matcher tree and the output.
#pragma once

#include "output/streams.hpp"
#include "plan/bind.hpp"
#include "walk/walk.hpp"

namespace findo::cli {

/// Walks, evaluates, acts and writes until the roots are exhausted or something says stop. What fails is
/// counted in `streams`.
void search(walk::RootSource& roots, files::Reader& reader, const plan::Bound& bound,
            output::Streams& streams);

}  // namespace findo::cli
