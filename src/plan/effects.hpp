// What the actions of a matcher tree change, taken together; from this follows how far the walk may look
// ahead.
#pragma once

#include "act/action.hpp"
#include "plan/matcher.hpp"
#include "plan/settings.hpp"

namespace findo::plan {

/// What performing a leaf changes.
act::Influence influence_of(const MatcherNode& leaf);

struct Effects {
  bool any = false;         ///< something has to come in order
  bool removals = false;    ///< entries are deleted
  bool transfers = false;   ///< entries are put elsewhere
  bool disturbing = false;  ///< what is done for one entry may change what is found out of another
  bool prunes = false;      ///< some directory may not be entered
  /// Files may be removed as soon as they have been looked at, on any thread: nothing that is asked of other
  /// entries depends on it, and nothing can end the search before its time.
  bool removes_ahead = false;
};

/// Of what an evaluation can come to before it comes to a barrier. What is behind one happens after the walk.
Effects effects_of(const MatcherTree& tree, const Settings& settings);

}  // namespace findo::plan
