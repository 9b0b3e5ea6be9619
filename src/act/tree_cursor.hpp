// Goes through all that is in a directory, for what deals with a tree as a whole: copying it, adding up its
// size, removing it. No link is followed; one directory is open at a time, so no tree is too deep.
#pragma once

#include <string>
#include <sys/stat.h>
#include <vector>

#include "act/held_entry.hpp"

namespace findo::act {

/// The names in an open directory, in the order that it gives. Errors: it cannot be read.
base::Result<std::vector<std::string>, base::Errno> read_names(int directory);

/// One step on the way.
struct TreeStep {
  enum class Kind : std::uint8_t {
    file,   ///< an entry that is no directory
    enter,  ///< a directory, which is the open one from now on
    leave,  ///< the open directory has no more entries
    left,   ///< the same one; the one that holds it is open again
    end,
  };
  Kind kind;
  std::string name{};     ///< in the directory that holds it
  struct stat status {};  ///< of file and enter
};

/// The steps: those of each directory between its enter and its leave, in the order that it gives.
class TreeCursor {
 public:
  /// `opens_up`: directories get permissions first with which they can be emptied.
  /// Errors: the directory `top` cannot be opened.
  static base::Result<TreeCursor, base::Errno> open(At top, bool opens_up = false);

  /// Errors: a directory cannot be read, an entry cannot be looked at, or the way back up is not there any
  /// more. Then there is no going on.
  base::Result<TreeStep, base::Errno> next();

  /// The open directory.
  int directory() const { return directory_.number(); }
  /// Where the cursor is, below the top: of the last file or directory that was come to.
  const std::string& path() const { return path_; }

 private:
  struct Level {
    files::Identity who;
    std::string name;
    std::vector<std::string> names{};  ///< in reverse order
    std::size_t path_bytes = 0;        ///< of the path of the directory
  };

  base::Status<base::Errno> go_into(int parent, const char* name);
  base::Status<base::Errno> read_level(std::string name, std::size_t path_bytes);
  base::Result<TreeStep, base::Errno> step_to(const std::string& name);
  base::Result<TreeStep, base::Errno> step_up();

  base::Descriptor directory_;
  std::vector<Level> levels_;
  std::string path_;
  bool is_leaving_ = false;
  bool opens_up_ = false;
};

/// Removes the directory with all that is in it, whatever its permissions: what is in a PrivateDirectory,
/// since whatever has come into its place is removed as well. Errors: the first thing that could not be
/// removed; what came after it stays.
base::Status<base::Errno> remove_tree(At top);

}  // namespace findo::act
