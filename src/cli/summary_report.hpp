// --summary from the option to the lines on standard output.
#pragma once

#include <memory>
#include <optional>

#include "act/action.hpp"
#include "base/timestamp.hpp"
#include "output/streams.hpp"
#include "output/summary.hpp"

namespace findo::cli {

/// Counts matches while a search goes on, and shows them when it is over. Without a grouping it does nothing.
class SummaryReport {
 public:
  /// `streams` must outlive it. Ages count from `now`.
  SummaryReport(std::optional<output::Grouping> grouping, output::Streams& streams, base::Timestamp now);

  /// What is to be performed for each match; null where nothing is.
  act::Action* tally() const { return tally_.get(); }
  /// Writes the summary, as wide as the terminal; 80 columns, and every group, where there is none.
  void show() const;

 private:
  output::Streams& streams_;
  const output::Summary* summary_ = nullptr;  ///< owned by the streams
  std::unique_ptr<act::Action> tally_{};
};

}  // namespace findo::cli
