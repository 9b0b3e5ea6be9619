// What must come of a plan that is applied to a tree of which it is known what has changed.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "race/changing_tree.hpp"
#include "race/planned_search.hpp"
#include "race/tree_picture.hpp"

namespace findo::race_tests {

/// Below the scene; it is there, with `files` and `info` in it.
inline constexpr const char* kTrash = "home/.local/share/Trash";

/// What one application says and does.
struct Consequences {
  std::vector<std::string> messages{};  ///< PATH: SENTENCE
  std::vector<std::string> notes{};     ///< of the commands
  std::size_t acted = 0;                ///< deeds that succeed
  std::size_t repeated = 0;             ///< of these those that had succeeded before, commands apart
};

/// Applies a plan to a picture, by the record of the tree. What it is made of must outlive it.
class Expectation {
 public:
  Expectation(const Search& search, std::string scene, ChangingTree& tree, Picture before);

  /// May be done again, with what came of the time before.
  Consequences apply(const std::vector<Planned>& plan);
  const Picture& picture() const { return picture_; }

 private:
  void report(const Planned& planned, const std::string& sentence);
  void perform(Planned planned, std::vector<Planned>* waiting);
  bool act(const Planned& planned, const Action& action, Name& name);
  void lose(Name& name);
  bool remove(const Planned& planned, Name& name);
  bool trash(Name& name);
  void make_way(const std::string& to, const std::string& like);
  bool put(const Planned& planned, const Action& action, Name& name);
  bool run(const Planned& planned, const Action& action, Name& name);

  const Search& search_;
  std::string scene_;
  ChangingTree& tree_;
  Picture picture_;
  Consequences come_;
  std::set<std::size_t> touched_;                       ///< files, of which there may be other names
  std::set<std::pair<std::size_t, std::size_t>> done_;  ///< for which name which action
};

}  // namespace findo::race_tests
