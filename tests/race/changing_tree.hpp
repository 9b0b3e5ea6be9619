// A random tree whose names are hostile, and what somebody does to it between a plan and its application. It
// keeps its own record of what has become of each name: nobody is asked who a file is.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "support/random.hpp"
#include "support/tree_spec.hpp"

namespace findo::race_tests {

/// What has become of the file that had a name.
enum class Fate { same, changed, gone };

/// A name in the tree.
struct Name {
  std::string path;   ///< below the scene
  std::string place;  ///< where it really is now; another path where a directory on the way has moved
  support::Kind kind = support::Kind::file;
  std::size_t file = 0;        ///< the index of the first name of the same file
  bool leads_to_file = false;  ///< of a symbolic link; other ones lead nowhere or to a directory
  std::size_t depth = 0;       ///< of the top: 0
  Fate fate = Fate::same;
  bool is_settled = false;  ///< nobody touches it any more
};

/// The directory `tree` of a scene; `elsewhere` beside it holds what links lead to, and what is moved away.
/// Base names are unique, and end in a digit.
class ChangingTree {
 public:
  /// `follows`: links to directories are left out, since there would be more names behind them.
  ChangingTree(std::string scene, support::Random& dice, bool follows);

  /// The first one is the tree itself; parents come before what is in them.
  std::vector<Name>& names() { return names_; }

  /// Does something with the name, or with all that is below it. `follows`: whether a search that comes to
  /// this name goes on behind a link. False: nothing could be done.
  bool change(std::size_t index, const std::function<bool(const Name&)>& follows);
  /// Does something with a directory that is no change of it.
  void disturb(std::size_t index);

  /// What has been the same so far, of all names of a file, is changed.
  void mark_file(std::size_t file);
  void mark_below(const std::string& path, Fate fate);

 private:
  void add(const std::string& parent, support::Kind kind, bool follows);
  std::string link_target(Name& name, bool follows);
  bool is_untouched(std::size_t index) const;
  std::string real(const std::string& place) const { return scene_ + '/' + place; }
  std::string fresh_place();
  void mark_files_below(const std::string& path);

  void change_status(const Name& name);
  void change_content(const Name& name);
  void replace(Name& name);
  void take_away(Name& name);
  bool exchange(std::size_t index);
  void change_file(Name& name);
  void change_directory(Name& name, bool is_followed);
  void remove_directory(Name& name);
  void lead_elsewhere(Name& name, bool is_followed);
  std::string move_away(Name& name);
  std::string make_twin(const Name& name);

  std::string scene_;
  support::Random& dice_;
  std::vector<Name> names_;
  support::TreeSpec spec_;
  std::size_t made_ = 0;
};

}  // namespace findo::race_tests
