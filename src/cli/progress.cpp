#include "cli/progress.hpp"

#include <algorithm>
#include <unistd.h>

#include "base/quoting.hpp"
#include "output/text_columns.hpp"

namespace findo::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kDrawInterval = 100ms;
constexpr auto kRateInterval = 1s;

/// The end of a path that may be of any length; no line of a terminal is longer.
std::string_view end_of(std::string_view path) {
  constexpr std::size_t kLongest = 4'096;
  return path.substr(path.size() - std::min(path.size(), kLongest));
}

std::string shown_path(std::string_view path) {
  std::string shown;
  base::append_shown(shown, path);
  return shown;
}

}  // namespace

std::string render_progress(const ProgressFigures& figures, std::size_t columns) {
  std::string line = "visited " + std::to_string(figures.entries) + " (" +
                     std::to_string(figures.per_second) + "/s), matched " + std::to_string(figures.matches) +
                     ", errors " + std::to_string(figures.errors);
  if (figures.jobs.are_any()) {
    line += ", commands " + std::to_string(figures.jobs.running) + " running, " +
            std::to_string(figures.jobs.ended) + " ended, " + std::to_string(figures.jobs.failed) + " failed";
  }
  if (line.size() >= columns) return line.substr(0, columns);
  constexpr std::string_view kBetween = ": ";
  const std::size_t taken = line.size() + kBetween.size();
  if (figures.where.empty() || taken >= columns) return line;
  const std::string where = output::end_that_fits(shown_path(figures.where), columns - taken);
  if (!where.empty()) (line += kBetween) += where;
  return line;
}

bool Progress::is_possible() { return output::StatusLine::is_possible(STDERR_FILENO); }

Progress::Progress(output::Streams& streams)
    : streams_(streams),
      line_(STDERR_FILENO),
      next_draw_(Clock::now() + kDrawInterval),
      rate_base_{Clock::now()},
      next_rate_base_(rate_base_) {
  streams_.attach(&line_);
}

Progress::~Progress() {
  line_.clear();
  streams_.attach(nullptr);
}

void Progress::note_entries(std::size_t entries, std::string_view where) {
  entries_ += entries;
  where_ = end_of(where);
}

void Progress::note_written(const base::Rendered& rendered, std::size_t first, std::size_t end) {
  for (std::size_t i = first; i < end; ++i) matches_ += rendered.runs()[i].matches;
}

void Progress::tick() {
  const auto now = Clock::now();
  if (now < next_draw_) return;
  next_draw_ = now + kDrawInterval;
  draw(now);
}

std::size_t Progress::entries_per_second(Clock::time_point now) {
  const std::chrono::duration<double> seconds = now - rate_base_.time;
  const auto entries = static_cast<double>(entries_ - rate_base_.entries);
  if (now - next_rate_base_.time >= kRateInterval) {
    rate_base_ = next_rate_base_;
    next_rate_base_ = {now, entries_};
  }
  return static_cast<std::size_t>(entries / seconds.count());
}

void Progress::draw(Clock::time_point now) {
  const std::size_t columns = line_.columns();
  if (columns == 0) return;
  const ProgressFigures figures{.entries = entries_,
                                .per_second = entries_per_second(now),
                                .matches = matches_,
                                .errors = streams_.failures(),
                                .jobs = jobs_,
                                .where = where_};
  line_.draw(render_progress(figures, columns));
}

}  // namespace findo::cli
