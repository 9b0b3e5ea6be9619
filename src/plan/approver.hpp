// What is going to be done with files, taken together, and who says whether it is done at all.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace findo::plan {

/// What is done with a file. A batch is one command for many files, of which each counts.
enum class EffectKind : std::uint8_t { removal, trash, move, copy, link, command, batch };
inline constexpr std::size_t kEffectKinds = 7;
/// How often each is done.
using EffectCounts = std::array<std::uint64_t, kEffectKinds>;

/// All that is going to be done. A file that is met twice counts twice.
struct Extent {
  std::uint64_t files = 0;
  std::uint64_t actions = 0;  ///< at most: what is done later may depend on what comes of the first
  std::uint64_t bytes = 0;  ///< as -bytes has it; of a directory that goes with what is in it, as -tree-bytes
  EffectCounts first{};     ///< what is done with each file before anything else
  EffectCounts later{};     ///< what may be done with it after that, at most
  bool may_end_early = false;         ///< something behind may end the search
  std::vector<std::string> sample{};  ///< the paths of the first files
};

/// Threads: approves() the retiring one, the others any.
class Approver {
 public:
  Approver() = default;
  Approver(const Approver&) = delete;
  Approver& operator=(const Approver&) = delete;
  virtual ~Approver() = default;

  /// Whether Extent::bytes is of interest.
  virtual bool counts_bytes() const = 0;
  /// Whether nothing may be done with a file of which the size cannot be told.
  virtual bool needs_bytes() const = 0;
  /// Whether that is too much already: nothing will be done.
  virtual bool is_beyond(const Extent& extent) const = 0;
  /// Asked once, before anything is done, and only where there is something to be done. False: nothing is;
  /// why not has been said, and counted as a failure.
  virtual bool approves(const Extent& extent) = 0;
};

}  // namespace findo::plan
