// --explain=run: how often each leaf of an expression is asked and holds, and which calls of the reader it
// takes.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/log_topics.hpp"
#include "files/reader.hpp"
#include "plan/bind.hpp"

namespace findo::cli {

/// Calls of the reader, by kind; each is one system call where the Linux reader makes them.
enum class Call : std::uint8_t { open, read, status, link, access };
inline constexpr std::size_t kCallKinds = 5;

/// How often a leaf was asked and held, and what it asked of the reader. Threads: any.
struct Tally {
  base::LogTally answers;
  std::array<base::LogTally, kCallKinds> calls;  ///< questions only
  bool ends_search = false;                      ///< when it holds nothing comes after it that could count
};

/// Measures one search.
class Measurement {
 public:
  /// Puts counters around the leaves of the bound trees.
  explicit Measurement(plan::Bound& bound);

  /// The reader to search with.
  std::unique_ptr<files::Reader> measured(std::unique_ptr<files::Reader> reader) const;

  /// What has been counted for a leaf of the expression, or of what is left out, by its number before the
  /// counters came: "asked 12, true 3 (25 %), 12 status calls".
  std::string note(plan::NodeIndex leaf) const;
  std::string exclusion_note(plan::NodeIndex leaf) const;
  /// The calls of the walk itself, which no leaf has asked for; and all together.
  std::string walk_note() const;
  std::string total_note() const;

 private:
  using Tallies = std::vector<std::shared_ptr<Tally>>;  ///< by node; null for what is no leaf

  Tallies leaves_;
  Tallies exclusions_;
  std::shared_ptr<Tally> walk_ = std::make_shared<Tally>();
};

}  // namespace findo::cli
