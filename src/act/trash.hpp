// -trash.
#pragma once

#include <memory>

#include "act/action.hpp"
#include "act/journal.hpp"

namespace findo::act {

/// Puts the entry, a directory with all that is in it, into the trash that belongs to its file system.
/// `journal`: where it is recorded; null: nowhere.
std::unique_ptr<Action> make_trash_action(Journal* journal);

}  // namespace findo::act
