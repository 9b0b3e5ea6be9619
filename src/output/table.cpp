// A cell on its way: how many columns it takes and how many bytes it has, as two numbers of 32 bits, and
// these bytes, which may hold codes of colours that take no columns.

#include "output/table.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <utility>

#include "base/quoting.hpp"
#include "base/release.hpp"
#include "output/coloured_path.hpp"
#include "output/field_values.hpp"
#include "output/numbers.hpp"
#include "output/text_columns.hpp"

namespace findo::output {
namespace {

using files::Field;

struct CellHead {
  std::uint32_t columns;
  std::uint32_t bytes;
};

std::string shown(std::string_view text) {
  std::string out;
  base::append_shown(out, text);
  return out;
}

/// What a coloured path takes: the directories and the last component are shown each by itself.
std::size_t columns_of_path(std::string_view path) {
  const std::size_t last = path.find_last_not_of('/');
  const std::size_t slash = last == std::string_view::npos ? last : path.rfind('/', last);
  const std::size_t split = slash == std::string_view::npos ? 0 : slash + 1;
  return columns_of(shown(path.substr(0, split))) + columns_of(shown(path.substr(split)));
}

/// Appends the name; how many columns it takes.
std::size_t append_name_cell(std::string& out, Field field, const FieldValues& values,
                             const NameStyle& style) {
  const std::string_view name = name_value(field, values);
  const std::string plain = shown(name);
  // The parts of a target are coloured as they are found; where they cannot be shown as they are, none is.
  const bool is_coloured = style.colours && !name.empty() && (field != Field::target || plain == name);
  if (!is_coloured) {
    out += plain;
    return columns_of(plain);
  }
  if (field == Field::target) {
    append_coloured_link_target(out, values.entry, name, *style.colours);
    return columns_of(plain);
  }
  append_coloured_path(out, values.entry, name, *style.colours);
  return columns_of_path(name);
}

/// Who has no name is shown by number, as ls does.
void append_owner_number(std::string& out, Field field, const files::Facts& facts) {
  if (field == Field::user) append_number(out, facts.user);
  if (field == Field::group) append_number(out, facts.group);
}

std::size_t append_linked_name_cell(std::string& out, Field field, const FieldValues& values,
                                    const NameStyle& style) {
  if (!style.links || field == Field::target) return append_name_cell(out, field, values, style);
  style.links->begin(out, values.entry.path());
  const std::size_t columns = append_name_cell(out, field, values, style);
  Hyperlinks::end(out);
  return columns;
}

std::size_t append_cell_text(std::string& out, Field field, const FieldValues& values,
                             const NameStyle& style) {
  if (is_name(field)) return append_linked_name_cell(out, field, values, style);
  std::string text;
  append_text_value(text, field, values);
  if (text.empty()) append_owner_number(text, field, *values.facts);
  text = shown(text);
  out += text;
  return columns_of(text);
}

void append_whole_cell(std::string& out, Field field, const FieldValues& values, const NameStyle& style) {
  const std::size_t begin = out.size();
  out.append(sizeof(CellHead), '\0');
  CellHead head{};
  head.columns = static_cast<std::uint32_t>(append_cell_text(out, field, values, style));
  head.bytes = static_cast<std::uint32_t>(out.size() - begin - sizeof head);
  std::memcpy(out.data() + begin, &head, sizeof head);
}

std::string title_of(Field field) {
  std::string title(files::row_of(field).name);
  for (char& c : title) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return title;
}

/// What colours are going to ask for, which had better be loaded by the same call.
files::FactSet needs_of(std::span<const Field> fields, const files::Entry& entry, const NameStyle& style) {
  const files::FactSet facts = files::facts_of(fields);
  const bool has_names = std::any_of(fields.begin(), fields.end(), is_name);
  return style.colours && has_names ? facts | style.colours->needs(entry.known_type()).facts : facts;
}

}  // namespace

bool render_table_row(std::span<const Field> fields, files::Visit& visit, const NameStyle& style,
                      std::string& out) {
  const bool wants_target = std::find(fields.begin(), fields.end(), Field::target) != fields.end();
  const auto values = load_field_values(visit, needs_of(fields, visit.entry, style), wants_target);
  if (!values) return false;
  for (const Field field : fields) append_whole_cell(out, field, *values, style);
  return true;
}

TableColumns::TableColumns(std::span<const Field> fields) : fields_(fields.begin(), fields.end()) {
  for (const Field field : fields_) {
    titles_.push_back(title_of(field));
    widths_.push_back(titles_.back().size());
  }
}

TableColumns::Cell TableColumns::take_cell(std::string_view& cells) const {
  CellHead head{};
  std::memcpy(&head, cells.data(), sizeof head);
  const Cell cell{cells.substr(sizeof head, head.bytes), head.columns};
  cells.remove_prefix(sizeof head + head.bytes);
  return cell;
}

void TableColumns::measure(std::size_t column, const Cell& cell) {
  if (cell.columns <= kWidestText) widths_[column] = std::max(widths_[column], cell.columns);
}

void TableColumns::measure_row(std::string_view& cells) {
  for (std::size_t i = 0; i < fields_.size(); ++i) measure(i, take_cell(cells));
}

/// Numbers stand to the right. Blanks come only before something; `blanks` is how many are due.
void TableColumns::append_cell(std::string& out, std::size_t column, const Cell& cell,
                               std::size_t& blanks) const {
  constexpr std::size_t kGap = 2;
  const std::size_t padding = widths_[column] - std::min(widths_[column], cell.columns);
  const bool is_right = files::row_of(fields_[column]).is_number;
  if (is_right) blanks += padding;
  if (!cell.text.empty()) out.append(std::exchange(blanks, 0), ' ');
  out += cell.text;
  blanks += (is_right ? 0 : padding) + kGap;
}

void TableColumns::append_header(std::string& out) const {
  std::size_t blanks = 0;
  for (std::size_t i = 0; i < fields_.size(); ++i)
    append_cell(out, i, {titles_[i], titles_[i].size()}, blanks);
  out += '\n';
}

void TableColumns::append_row(std::string& out, std::string_view& cells) {
  std::size_t blanks = 0;
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const Cell cell = take_cell(cells);
    measure(i, cell);
    append_cell(out, i, cell, blanks);
  }
  out += '\n';
}

bool TableColumns::take(std::string& out, std::string_view cells) {
  while (!cells.empty() && !is_settled_) {
    const std::string_view before = cells;
    measure_row(cells);
    held_ += before.substr(0, before.size() - cells.size());
    if (++held_rows_ == kHeldRows) release(out);
  }
  while (!cells.empty()) append_row(out, cells);
  if (!is_settled_) last_lines_.reserve(most_bytes_held());
  return !is_settled_;
}

/// A cell takes no more than its bytes and its column's blanks, and something behind it.
std::size_t TableColumns::most_bytes_held() const {
  std::size_t row = 0;
  for (const std::size_t width : widths_) row += width + 2;
  return held_.size() + (held_rows_ + 1) * row;
}

void TableColumns::release(std::string& out) {
  if (held_rows_ == 0) return;
  append_header(out);
  for (std::string_view cells = held_; !cells.empty();) append_row(out, cells);
  is_settled_ = true;
  held_rows_ = 0;
  base::release(held_);
  base::release(last_lines_);
}

std::string_view TableColumns::last_lines() noexcept {
  last_lines_.clear();
  append_header(last_lines_);
  for (std::string_view cells = held_; !cells.empty();) append_row(last_lines_, cells);
  return last_lines_;
}

}  // namespace findo::output
