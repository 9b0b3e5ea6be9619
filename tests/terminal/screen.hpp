// What a terminal shows: enough of one to tell whether a line that came and went has left a trace.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace findo::tests {

/// A screen of any height, so that nothing ever leaves it. Knows CR, LF, BS, characters of one and two
/// columns in UTF-8, lines that are broken at the last column, EL and ED from the cursor on, and SGR, which
/// it passes over. Whatever else comes is counted as odd.
class Screen {
 public:
  /// What happens to lines when the columns become fewer or more: they are cut, or broken anew.
  enum class Resizing { cuts, reflows };

  explicit Screen(std::size_t columns, Resizing resizing = Resizing::reflows)
      : columns_(columns), resizing_(resizing) {}

  void show(std::string_view bytes);
  void resize(std::size_t columns);

  /// The rows, without blanks at their ends and without empty rows at the end, each with a newline.
  std::string text() const;
  /// The row that the cursor is in, from 0.
  std::size_t cursor_row() const { return row_; }
  std::size_t cursor_column() const { return column_; }
  /// Bytes that no terminal should be sent.
  std::size_t odd_bytes() const { return odd_bytes_; }

 private:
  struct Row {
    std::vector<std::string> cells{};  ///< a character each; empty: the second half of a wide one
    bool goes_on = false;              ///< the line was broken here
  };

  Row& row();
  void put(std::string_view character, std::size_t width);
  std::size_t take_sequence(std::string_view bytes);
  void reflow(std::size_t columns);

  std::size_t columns_;
  Resizing resizing_;
  std::vector<Row> rows_{1};
  std::size_t row_ = 0;
  std::size_t column_ = 0;  ///< columns_: behind the last one, where the next character breaks the line
  std::size_t odd_bytes_ = 0;
};

}  // namespace findo::tests
