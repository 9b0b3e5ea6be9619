// -table: columns for people. How wide they are is known only where all rows come together, so a row is
// rendered in two steps, as a line of -ls is: its cells on any thread and ahead of time, the line in order.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "files/fields.hpp"
#include "files/visit.hpp"
#include "output/formatter.hpp"
#include "output/name_style.hpp"

namespace findo::output {

/// Appends the cells of the entry's row, for TableColumns, to `out`, which must not be part of
/// visit.rendered. Every byte of a name is shown so that it neither drives a terminal nor ends the line
/// (base::append_shown). False: the facts cannot be loaded; that is reported, and nothing is appended.
bool render_table_row(std::span<const files::Field> fields, files::Visit& visit, const NameStyle& style,
                      std::string& out);

/// Puts cells into columns below the names of the fields. The first rows are kept back until there are
/// kHeldRows of them, so that columns fit what is in them; after that a column is widened by what does not
/// fit, for the rows that follow. Text of more than kWidestText columns widens no column: it takes what it
/// needs in its own row. Without rows there is no header.
class TableColumns : public Formatter {
 public:
  static constexpr std::size_t kHeldRows = 500;
  static constexpr std::size_t kWidestText = 60;

  explicit TableColumns(std::span<const files::Field> fields);

  bool take(std::string& out, std::string_view cells) override;
  void release(std::string& out) override;
  std::string_view last_lines() noexcept override;

 private:
  struct Cell {
    std::string_view text;
    std::size_t columns;
  };

  Cell take_cell(std::string_view& cells) const;
  void measure(std::size_t column, const Cell& cell);
  void append_cell(std::string& out, std::size_t column, const Cell& cell, std::size_t& blanks) const;
  void append_header(std::string& out) const;
  void append_row(std::string& out, std::string_view& cells);
  void measure_row(std::string_view& cells);
  std::size_t most_bytes_held() const;

  std::vector<files::Field> fields_;
  std::vector<std::string> titles_;
  std::vector<std::size_t> widths_;
  std::string held_;
  std::size_t held_rows_ = 0;
  bool is_settled_ = false;  ///< the header is written
  std::string last_lines_;   ///< always with room for what is held
};

}  // namespace findo::output
