// -move-to, -copy-to, -link-to.
#pragma once

#include <memory>

#include "act/given_names.hpp"
#include "act/renaming.hpp"
#include "act/target_directory.hpp"
#include "act/transfer.hpp"

namespace findo::act {

/// What may be replaced: nothing; or files, save those to which names have been given: files of one name that
/// meet in DIR would replace each other.
struct Replaceable {
  Replacing replacing = Replacing::never;
  GivenNames* given = nullptr;  ///< there where files may be replaced
};

/// Moves the entry into the directory, within one file system only: a move is a rename, and a directory goes
/// with all that is in it. What is in the directory already stays there, which is no failure; its name is
/// added to `kept`, if there is one. `journal`: where it is recorded; null: nowhere.
std::unique_ptr<Action> make_move_action(std::unique_ptr<TargetDirectory> target, Replaceable replaceable,
                                         Journal* journal, GivenNames* kept = nullptr);

/// Copies it, a directory with all that is in it. Of what is in the directory already there would be no other
/// one afterwards, so that is a failure; the same goes for links.
std::unique_ptr<Action> make_copy_action(std::unique_ptr<TargetDirectory> target, Replaceable replaceable);

/// Gives it another name there, a hard link. Directories have one name only.
std::unique_ptr<Action> make_link_action(std::unique_ptr<TargetDirectory> target, Replaceable replaceable);

}  // namespace findo::act
