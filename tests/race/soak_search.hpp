// Random searches of a tree that changes meanwhile, and what of their results can be told all the same.
#pragma once

#include <string>
#include <vector>

#include "support/random.hpp"

namespace findo::race_tests {

/// How a search shows entries.
enum class Shows {
  paths,     ///< each with a NUL
  statuses,  ///< `type:permissions:size:inode:path`, each with a NUL
  names,     ///< `./name`, each with a NUL; the root not at all
  objects,   ///< lines of JSON
  nothing,
};

enum class WalkOrder { before_contents, after_contents, by_levels };

struct SoakSearch {
  std::vector<std::string> words;  ///< behind the program
  std::string root;                ///< as it is among them
  Shows shows = Shows::paths;
  WalkOrder order = WalkOrder::before_contents;
  bool follows = false;          ///< links
  bool is_sorted = false;        ///< the entries of each directory
  bool deletes = false;          ///< what moves
  bool shows_whole_way = false;  ///< no entry without the directory that it is in
  bool is_nobodys = false;       ///< run by the user "nobody", who may not enter everything
  bool is_short_of_descriptors = false;
};

struct SearchDice {
  std::string jobs;         ///< the number of threads that most have
  bool is_for_gnu = false;  ///< nothing but what GNU find knows
  bool may_be_nobodys = false;
};

/// `roots` are ways to name the same directory.
SoakSearch make_soak_search(support::Random& dice, const SearchDice& settings,
                            const std::vector<std::string>& roots);

}  // namespace findo::race_tests
