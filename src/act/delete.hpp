// -delete.
#pragma once

#include <memory>

#include "act/action.hpp"
#include "act/given_names.hpp"
#include "act/journal.hpp"

namespace findo::act {

/// Deletes the entry by its last component in its open directory, so that no link on the way can lead
/// elsewhere. "." is left alone silently, as GNU find does. Failures are reported, and false.
/// `journal`: where it is recorded; null: nowhere. `kept`: names that are not to be deleted, since the same
/// run was to move files there; null: none.
std::unique_ptr<Action> make_delete_action(Journal* journal = nullptr, const GivenNames* kept = nullptr);

}  // namespace findo::act
