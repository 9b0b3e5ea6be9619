// -trash.
#pragma once

#include <memory>

#include "act/action.hpp"

namespace findo::act {

/// Puts the entry, a directory with all that is in it, into the trash that belongs to its file system.
std::unique_ptr<Action> make_trash_action();

}  // namespace findo::act
