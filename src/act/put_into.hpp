// -move-to, -copy-to, -link-to.
#pragma once

#include <memory>

#include "act/renaming.hpp"
#include "act/target_directory.hpp"
#include "act/transfer.hpp"

namespace findo::act {

/// Moves the entry into the directory, within one file system only: a move is a rename, and a directory goes
/// with all that is in it. `journal`: where it is recorded; null: nowhere.
std::unique_ptr<Action> make_move_action(std::unique_ptr<TargetDirectory> target, Replacing replacing,
                                         Journal* journal);

/// Copies it, a directory with all that is in it.
std::unique_ptr<Action> make_copy_action(std::unique_ptr<TargetDirectory> target, Replacing replacing);

/// Gives it another name there, a hard link. Directories have one name only.
std::unique_ptr<Action> make_link_action(std::unique_ptr<TargetDirectory> target, Replacing replacing);

}  // namespace findo::act
