// -move-to, -copy-to, -link-to.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "act/renaming.hpp"
#include "act/target_directory.hpp"
#include "act/transfer.hpp"

namespace findo::act {

/// The names that a run has given to files, in whatever directories. It must not take them away again: files
/// of one name that meet in DIR would replace each other. Threads: the retiring one.
class GivenNames {
 public:
  bool contains(const Destination& destination) const;
  void add(const Destination& destination);

 private:
  using Name = std::pair<files::Identity, std::string>;  // of the directory, in it
  struct Less {
    bool operator()(const Name& a, const Name& b) const;
  };

  std::set<Name, Less> names_;
};

/// What may be replaced: nothing; or files, save those to which names have been given.
struct Replaceable {
  Replacing replacing = Replacing::never;
  GivenNames* given = nullptr;  ///< there where files may be replaced
};

/// Moves the entry into the directory, within one file system only: a move is a rename, and a directory goes
/// with all that is in it. `journal`: where it is recorded; null: nowhere.
std::unique_ptr<Action> make_move_action(std::unique_ptr<TargetDirectory> target, Replaceable replaceable,
                                         Journal* journal);

/// Copies it, a directory with all that is in it.
std::unique_ptr<Action> make_copy_action(std::unique_ptr<TargetDirectory> target, Replaceable replaceable);

/// Gives it another name there, a hard link. Directories have one name only.
std::unique_ptr<Action> make_link_action(std::unique_ptr<TargetDirectory> target, Replaceable replaceable);

}  // namespace findo::act
