#include "cli/summary_report.hpp"

#include <limits>
#include <sys/ioctl.h>
#include <unistd.h>

#include "act/tally.hpp"

namespace findo::cli {
namespace {

constexpr std::size_t kPlainColumns = 80;
constexpr std::size_t kGroupsOnTerminal = 20;  // so that the largest are still on the screen

/// The columns of the terminal that standard output is; nothing where it is none.
std::optional<std::size_t> terminal_columns() {
  winsize size{};
  if (isatty(STDOUT_FILENO) != 1) return std::nullopt;
  const bool is_known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return is_known ? size.ws_col : kPlainColumns;
}

}  // namespace

SummaryReport::SummaryReport(std::optional<output::Grouping> grouping, output::Streams& streams,
                             base::Timestamp now)
    : streams_(streams) {
  if (!grouping) return;
  auto summary = std::make_unique<output::Summary>(*grouping);
  summary_ = summary.get();
  const auto stream = streams.add_formatted(base::StreamId::standard_output, std::move(summary));
  tally_ = act::make_tally_action(stream, *grouping, now);
}

void SummaryReport::show() const {
  if (!summary_) return;
  const auto columns = terminal_columns();
  const std::size_t most = columns ? kGroupsOnTerminal : std::numeric_limits<std::size_t>::max();
  base::Rendered rendered;
  rendered.to(base::StreamId::standard_output) += summary_->render(columns.value_or(kPlainColumns), most);
  streams_.settle(rendered);
}

}  // namespace findo::cli
