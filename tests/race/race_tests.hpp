// What the race tests share: options, and trees as text that two moments can be compared by.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "support/walk_tree.hpp"

namespace findo::race_tests {

/// --findo PATH, --rounds N, --seed N.
struct Options {
  std::string findo;  ///< absolute
  int rounds = 20;
  std::uint64_t seed = 1;
};

/// Ends the harness where the words are not right.
Options parse_options(int count, char** words);

/// What is in a file, as far as it fits into PATH_MAX bytes; of a link, where it leads; else nothing.
std::string content_of(const support::Visit& visit);

/// A line for each entry below `top`, sorted: inode, type and permissions, links, owner, size, time of
/// modification, path, and what is in it.
std::string whole_snapshot_of(const std::string& top);

/// Runs a program with these words (argv[0] is its path) in the directory, with $HOME there and nothing else;
/// its output goes nowhere. Returns what waitpid tells. After `microseconds`, if any, it gets the signal.
struct Run {
  std::vector<std::string> words;
  std::string directory;
  std::string home;
  long microseconds = -1;
  int signal = 0;
};
int run(const Run& run);

}  // namespace findo::race_tests
