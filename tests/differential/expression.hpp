// Random command lines: flags, roots and expressions in the whole language of GNU find 4.9.
#pragma once

#include <string>
#include <vector>

#include "differential/tree.hpp"
#include "support/random.hpp"

namespace findo::differential {

using support::Random;

/// Words that belong together: a flag, a root, an operator, or a primary with its operands. A smaller case is
/// looked for by leaving out whole units.
using Unit = std::vector<std::string>;

struct CommandLine {
  std::vector<Unit> units;
  std::string standard_input;
  std::string root_list;                 ///< Contents of `../lists/roots`, NUL-separated.
  std::string locale = "C";              ///< LC_ALL.
  std::string zone = "UTC0";             ///< TZ.
  std::vector<std::string> environment;  ///< More variables.
  bool clustered = false;                ///< For findo, flags that stand side by side become one word.
  bool malformed = false;                ///< Meant to be a usage error: only its outline is compared.
  bool compare_messages =
      true;                   ///< Whether there must be something on stderr when the oracle says something.
  bool destructive = false;   ///< Changes the tree: each program needs a tree of its own.
  bool unprivileged = false;  ///< Run as nobody.

  /// Whether both programs can run at the same time: neither changes the tree nor writes a file.
  bool can_share_tree() const;

  /// The units' words in order.
  std::vector<std::string> words() const;

  /// The words as findo gets them.
  std::vector<std::string> findo_words() const;
};

/// What the generator may refer to.
struct Scope {
  const Tree& tree;
  std::string top;  ///< The tree's directory, absolute; the programs run in it.
  bool destructive =
      false;  ///< Wanted: something that deletes. Then nothing may depend on inode numbers or ctime.
};

/// Invents one command line. Never one of the cases where findo departs from GNU find on purpose.
CommandLine make_command_line(Random& random, const Scope& scope);

}  // namespace findo::differential
