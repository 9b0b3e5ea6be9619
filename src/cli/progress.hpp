// -status: a line on the terminal that tells how far the search is.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/rendered.hpp"
#include "output/status_line.hpp"
#include "output/streams.hpp"

namespace findo::cli {

/// Of commands that run beside each other.
struct JobFigures {
  std::size_t running = 0;
  std::size_t ended = 0;
  std::size_t failed = 0;  ///< of these

  bool are_any() const { return running + ended > 0; }
};

/// What the line tells.
struct ProgressFigures {
  std::size_t entries = 0;  ///< that retirement has come to
  std::size_t per_second = 0;
  std::size_t matches = 0;  ///< entries for which an action was performed and true
  std::size_t errors = 0;
  JobFigures jobs{};
  std::string_view where{};  ///< the directory that the search is in
};

/// The line, which takes up no more than `columns`. Where it is is shortened from its beginning, and shown so
/// that no byte of it can drive the terminal.
std::string render_progress(const ProgressFigures& figures, std::size_t columns);

/// Counts what is retired, and draws the line at most ten times a second, for the first time when the search
/// has lasted so long; when this dies the line is gone. Threads: the retiring one.
class Progress {
 public:
  explicit Progress(output::Streams& streams);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  /// Whether there is a terminal to show it on: standard error.
  static bool is_possible();

  /// The search has come to so many more entries of the directory `where`.
  void note_entries(std::size_t entries, std::string_view where);
  /// The commands stand so.
  void note_jobs(const JobFigures& jobs) { jobs_ = jobs; }
  /// Runs [first, end) have been written.
  void note_written(const base::Rendered& rendered, std::size_t first, std::size_t end);
  /// Draws the line if it is time to.
  void tick();

 private:
  using Clock = std::chrono::steady_clock;
  struct Moment {
    Clock::time_point time;
    std::size_t entries = 0;
  };

  void draw(Clock::time_point now);
  std::size_t entries_per_second(Clock::time_point now);

  output::Streams& streams_;
  output::StatusLine line_;
  std::size_t entries_ = 0;
  std::size_t matches_ = 0;
  JobFigures jobs_{};
  std::string where_;
  Clock::time_point next_draw_;
  Moment rate_base_;       ///< what the rate counts from: between one and two seconds ago
  Moment next_rate_base_;  ///< what it will count from after that
};

}  // namespace findo::cli
