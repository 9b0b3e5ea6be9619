// What --summary does with each match.
#pragma once

#include <memory>

#include "act/action.hpp"
#include "base/rendered.hpp"
#include "base/timestamp.hpp"
#include "output/summary.hpp"

namespace findo::act {

/// Adds the entry to the output::Summary that formats `stream`. Ages count from `now`.
std::unique_ptr<Action> make_tally_action(base::StreamId stream, output::Grouping grouping,
                                          base::Timestamp now);

}  // namespace findo::act
