// A tree of entries that stand still, in whose directories others may come and go; what a search must show of
// it is known, with links followed and without.
#pragma once

#include <string>
#include <string_view>
#include <sys/stat.h>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "support/random.hpp"

namespace findo::race_tests {

/// One way to an entry that stands still, and what is at its end.
struct Way {
  std::string path;    ///< below the top; empty for the top itself
  char type;           ///< the letter of -type
  struct stat status;  ///< of a directory, its type and inode alone do not change
};

/// All ways, those by links included or left out.
struct Ways {
  std::vector<Way> all;
  /// By links that lead round in a circle: whoever follows links may complain of them and shows nothing.
  std::unordered_set<std::string> circles;
};

/// A directory that stands still, and that others may be in.
struct Arena {
  int descriptor;
  std::vector<std::string> names;  ///< that stand still in it
};

/// Names of those that move begin so; none of those that stand still does.
inline constexpr std::string_view kMoving = "moving";
/// A directory below the top that stands still, with nothing in it that moves.
inline constexpr const char* kLeaf = "standing0";

/// A name of those that move, with a byte in the midst that harms who is careless.
std::string moving_name(std::size_t number);
bool is_moving_name(std::string_view name);

class StandingTree {
 public:
  /// Makes the tree; `top` must not be there.
  StandingTree(std::string top, std::uint64_t seed);
  ~StandingTree();
  StandingTree(const StandingTree&) = delete;
  StandingTree& operator=(const StandingTree&) = delete;

  const std::string& top() const { return top_; }
  const std::vector<Arena>& arenas() const { return arenas_; }
  /// The one among them in which many others may be.
  const Arena& wide_arena() const { return arenas_[wide_]; }

  const Ways& ways(bool follows) const { return follows ? followed_ : plain_; }
  bool has_name(std::string_view name) const { return names_.contains(std::string(name)); }

  /// What of the tree is not as it was made; empty where all is.
  std::string damage() const;

 private:
  struct Node {
    std::string name;
    struct stat status;
    std::string content;  ///< of a file or a link
    std::vector<Node> children;
  };

  class Maker;
  class Surveyor;

  static Node read_node(int parent, const std::string& name);
  static void compare(int parent, const Node& node, std::string& damage);

  std::string top_;
  std::vector<Arena> arenas_;
  std::size_t wide_ = 0;
  Node root_;
  std::unordered_set<std::string> names_;
  Ways plain_;
  Ways followed_;
};

}  // namespace findo::race_tests
