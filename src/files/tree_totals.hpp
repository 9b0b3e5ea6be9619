// What whole trees come to: their bytes, and when anything in them was last modified.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "base/timestamp.hpp"
#include "files/entry.hpp"

namespace findo::files {

/// What a directory and all that is below it come to.
struct TreeTotal {
  std::uint64_t bytes =
      0;  ///< apparent sizes, as `du -sb` counts: a file with several names in the tree once
  base::Timestamp newest{};  ///< the latest of all modification times
};

/// Totals of directories, worked out when they are first asked for, those of all directories on the way with
/// them. So a tree is read once, however many of the directories in it are asked for. A total is that of the
/// time when it was worked out. Symbolic links in a tree count for themselves and are not followed; the
/// directory asked for may be reached through one. Needs memory in proportion to the number of directories.
/// Threads: any number may ask at once; who asks for what another is working out waits for it.
class TreeTotals {
 public:
  /// Told of what could not be read, with its path; what can be is counted.
  using Reporter = std::function<void(std::string_view path, base::Errno error)>;

  /// Before the first question. `bottom_up`: directories will be asked for after those in them, so that the
  /// first question had better lead to the whole tree below its root. `one_device`: what is mounted in a tree
  /// is no part of it.
  void begin(bool bottom_up, bool one_device);

  /// Of an entry that is a directory. Errors: those of looking at the entry itself.
  base::Result<TreeTotal, base::Errno> of(Entry& directory, const Reporter& report);

 private:
  using Totals = std::unordered_map<Identity, TreeTotal, IdentityHash>;
  class Sum;

  bool is_under_way(std::string_view path) const;
  void work_out(Entry& directory, const Facts& facts, std::string_view top, const Reporter& report);

  std::mutex mutex_;
  std::condition_variable one_is_done_;
  Totals totals_;
  std::vector<std::string> under_way_;  ///< paths
  bool bottom_up_ = false;
  bool one_device_ = false;
};

}  // namespace findo::files
