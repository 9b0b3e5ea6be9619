// The records of past runs, taken together: which deeds have been undone by later runs, and which have not.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "act/record.hpp"
#include "act/record_store.hpp"

namespace findo::act {

inline constexpr std::size_t kDeedCount = static_cast<std::size_t>(Deed::run) + 1;

/// A run in short.
struct RunSummary {
  std::uint64_t number = 0;
  RunHeader header{};
  std::array<std::size_t, kDeedCount> done{};  ///< how many of each Deed
  std::size_t failed = 0;
  std::size_t undone = 0;  ///< of those that were done
  bool has_ended = false;
  bool is_going_on = false;
};

/// A run that is to be undone. As long as this lives nobody else undoes it.
struct ChosenRun {
  std::uint64_t number;
  Record record;
  std::set<std::uint64_t> undone;  ///< the numbers of its deeds that have been undone already
  base::Descriptor lock;
};

/// Tells of a record that cannot be read; the others still are.
using TellUnreadable = std::function<void(const Trouble& trouble)>;

/// All of them, the oldest first. Errors: where they are kept cannot be read.
base::Result<std::vector<RunSummary>, Trouble> list_runs(const TellUnreadable& tell);

/// The last run that has something left to undo and does not itself undo another. Errors: there is none; it
/// goes on still.
base::Result<ChosenRun, Trouble> choose_last_run();

/// The run of that number. Errors: there is none, its record cannot be read, nothing of it is left to undo,
/// or it goes on still.
base::Result<ChosenRun, Trouble> choose_run(std::uint64_t wanted);

}  // namespace findo::act
