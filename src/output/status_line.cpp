// The cursor goes back to the beginning of the line after drawing. So a terminal that has become narrower and
// has broken the line has the cursor at its beginning still, and everything behind it can be erased, however
// many rows that is.

#include "output/status_line.hpp"

#include <cstdlib>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>

#include "output/interruption.hpp"
#include "output/write_all.hpp"

namespace findo::output {
namespace {

// ECMA-48: CR, EL (erase in line), ED (erase in page), from the cursor on.
constexpr std::string_view kEraseLine = "\r\033[K";
constexpr std::string_view kErasePage = "\r\033[J";

}  // namespace

bool StatusLine::is_possible(int descriptor) {
  const char* const terminal = std::getenv("TERM");
  return isatty(descriptor) == 1 && terminal && *terminal && std::string_view(terminal) != "dumb";
}

std::size_t StatusLine::terminal_columns() const {
  constexpr std::size_t kUsual = 80;
  winsize size{};
  const bool is_known = ioctl(descriptor_, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return is_known ? size.ws_col : kUsual;
}

/// The last column stays free: what a terminal does when it is filled differs.
std::size_t StatusLine::columns() const {
  const bool is_in_foreground = tcgetpgrp(descriptor_) == getpgrp();
  return is_in_foreground ? terminal_columns() - 1 : 0;
}

void StatusLine::draw(std::string_view text) {
  if (!is_at_line_start_) return;
  const std::size_t columns_now = terminal_columns();
  std::string bytes(columns_now < drawn_columns_ ? kErasePage : std::string_view("\r"));
  bytes += text;
  bytes += "\033[K\r";
  const Delay delay;
  drawn_columns_ = columns_now;
  (void)write_all(descriptor_, bytes);
}

void StatusLine::clear() {
  if (drawn_columns_ == 0) return;
  const Delay delay;
  const bool is_narrower = terminal_columns() < drawn_columns_;
  (void)write_all(descriptor_, is_narrower ? kErasePage : kEraseLine);
  drawn_columns_ = 0;
}

void StatusLine::clear_promptly() noexcept {
  if (drawn_columns_ == 0) return;
  (void)write_promptly(descriptor_, kErasePage);
  drawn_columns_ = 0;
}

}  // namespace findo::output
