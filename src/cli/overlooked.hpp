// What a search that has found nothing did not look at, or just missed; told in one line to somebody at a
// terminal.
#pragma once

#include <string>
#include <vector>

#include "base/log_topics.hpp"
#include "output/json_record.hpp"
#include "output/streams.hpp"
#include "plan/bind.hpp"
#include "plan/glob.hpp"

namespace findo::cli {

/// Counts while the search goes on. Threads: any, save for the constructor and line().
class Overlooked {
 public:
  /// Whether somebody sees the results and the messages, and wants more than GNU find says.
  static bool is_wanted(const plan::Settings& settings);

  explicit Overlooked(const plan::Bound& bound);

  /// The expression has been evaluated for an entry, or has come to a step that waits. `is_first`: from its
  /// beginning on.
  void note(const files::Visit& visit, bool is_first);
  /// An entry was left out by an exclusion.
  void note_excluded() { excluded_.add_question(); }

  /// The line; empty where something was found, or where there is nothing to tell.
  std::string line(const output::Streams& streams, const output::SearchOutcome& outcome) const;

 private:
  /// A pattern of -name or -path that tells upper from lower case.
  struct Pattern {
    std::string text;
    bool is_for_path;
    plan::Glob exact;
    plan::Glob caseless;
  };

  bool is_missed_by_case(const files::Entry& entry) const;
  bool is_elsewhere(const files::Entry& entry) const;

  const plan::Settings& settings_;
  std::string exclusion_names_;
  bool acts_ = false;  ///< then errors may be of what was done, or refused
  std::vector<Pattern> patterns_;
  base::LogTally found_;
  base::LogTally excluded_;
  base::LogTally too_deep_;
  base::LogTally elsewhere_;
  base::LogTally missed_by_case_;
};

}  // namespace findo::cli
