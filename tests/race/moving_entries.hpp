// Threads that make, rename, exchange, fill, empty and remove entries in the directories of a StandingTree,
// as fast as they can; and one that reads these directories all the time by nothing but readdir, which tells
// what the kernel itself does about entries that stand still beside others that move.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include "race/standing_tree.hpp"

namespace findo::race_tests {

/// What readdir alone has given.
struct Witnessed {
  std::atomic<std::uint64_t> listings{0};
  std::atomic<std::uint64_t> missed{0};   ///< entries that stand still
  std::atomic<std::uint64_t> doubled{0};  ///< the same
};

class MovingEntries {
 public:
  /// Begins. `most` is how many there may be in the tree's wide arena.
  MovingEntries(const StandingTree& tree, std::uint64_t seed, std::size_t most);
  /// Ends.
  ~MovingEntries();
  MovingEntries(const MovingEntries&) = delete;
  MovingEntries& operator=(const MovingEntries&) = delete;

  /// How many things have been done.
  std::uint64_t changes() const { return changes_; }
  const Witnessed& witnessed() const { return witnessed_; }

 private:
  void flood(const Arena& arena, std::uint64_t seed, std::size_t most);
  void witness(const std::vector<Arena>& arenas);

  std::atomic<bool> has_ended_{false};
  std::atomic<std::uint64_t> changes_{0};
  Witnessed witnessed_;
  std::vector<std::thread> threads_;
};

}  // namespace findo::race_tests
