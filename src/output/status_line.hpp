// A line that a terminal shows below everything else until something else is written there. It is drawn where
// the next output will begin, so whoever writes to a terminal lets it make way first.
#pragma once

#include <cstddef>
#include <string_view>

namespace findo::output {

/// Draws on one descriptor. What is written to any terminal is taken to be written to this one, and commands
/// are taken to end what they write with a newline.
/// Threads: one, and signal handlers on it as told below.
class StatusLine {
 public:
  explicit StatusLine(int descriptor) : descriptor_(descriptor) {}
  StatusLine(const StatusLine&) = delete;
  StatusLine& operator=(const StatusLine&) = delete;
  ~StatusLine() { clear(); }

  /// Whether such a line can be drawn: on a terminal that knows how to erase what it shows.
  static bool is_possible(int descriptor);

  /// How many columns the line may take up now; 0: none, since the terminal shows somebody else's things.
  std::size_t columns() const;
  /// Shows the text, which takes up no more than columns(), in the place of the last one. Nothing happens
  /// while output has not come to the end of a line: there is no place for it.
  void draw(std::string_view text);
  /// Takes the line from the screen.
  void clear();

  /// Something is going to be written to a terminal, or has been; `last` is its last byte.
  void make_way() { clear(); }
  void note_written(char last) { is_at_line_start_ = last == '\n'; }

  /// clear(), for a process that ends. May be called in a signal handler.
  void clear_promptly() noexcept;

 private:
  std::size_t terminal_columns() const;

  int descriptor_;
  bool is_at_line_start_ = true;
  std::size_t drawn_columns_ = 0;  ///< of the terminal when the line was drawn; 0: none is shown
};

}  // namespace findo::output
