// One search: lets the walk meet the matcher tree and the output.
#pragma once

#include "act/halting.hpp"
#include "act/job_pool.hpp"
#include "output/streams.hpp"
#include "plan/bind.hpp"
#include "walk/walk.hpp"

namespace findo::cli {

/// How commands run beside each other.
struct JobSettings {
  act::JobPool* pool = nullptr;  ///< null: they do not
  bool in_order = true;
  bool tags = false;
  act::Halt halt = act::Halt::never;
};

/// Walks, evaluates, acts and writes until the roots are exhausted or something says stop. What fails is
/// counted in `streams`.
void search(walk::RootSource& roots, files::Reader& reader, const plan::Bound& bound,
            output::Streams& streams, const JobSettings& jobs = {});

}  // namespace findo::cli
