#include "terminal/screen.hpp"

#include <algorithm>
#include <cwchar>

namespace findo::tests {
namespace {

/// How many bytes the character at the beginning takes.
std::size_t character_bytes(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes[0]);
  const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, bytes.size());
}

/// Characters of East Asia, as far as tests have any, and combining marks.
std::size_t width_of(std::string_view character) {
  if (character.size() == 2 && character >= "\xCC\x80" && character < "\xCD\xB0") return 0;
  return character.size() == 3 && character >= "\xE3\x80\x80" && character < "\xEA\x80\x80" ? 2 : 1;
}

}  // namespace

Screen::Row& Screen::row() {
  if (rows_.size() <= row_) rows_.resize(row_ + 1);
  return rows_[row_];
}

void Screen::put(std::string_view character, std::size_t width) {
  if (width == 0) {
    auto& cells = row().cells;
    if (column_ > 0 && column_ <= cells.size()) cells[column_ - 1] += character;
    return;
  }
  if (column_ + width > columns_) {
    row().goes_on = true;
    ++row_;
    column_ = 0;
  }
  auto& cells = row().cells;
  if (cells.size() < column_ + width) cells.resize(column_ + width, " ");
  cells[column_] = character;
  if (width == 2) cells[column_ + 1].clear();
  column_ += width;
}

/// Carries out the escape sequence at the beginning; how many bytes it takes, 0 where it is none that is
/// known.
std::size_t Screen::take_sequence(std::string_view bytes) {
  if (bytes.size() < 3 || bytes[1] != '[') return 0;
  const std::size_t end = bytes.find_first_not_of("0123456789;", 2);
  if (end == std::string_view::npos) return 0;
  const bool has_parameters = end > 2;
  if (bytes[end] == 'm') return end + 1;
  if (has_parameters || (bytes[end] != 'K' && bytes[end] != 'J')) return 0;
  auto& cells = row().cells;
  cells.resize(std::min(cells.size(), column_));
  row().goes_on = false;
  if (bytes[end] == 'J') rows_.resize(row_ + 1);
  return end + 1;
}

void Screen::show(std::string_view bytes) {
  while (!bytes.empty()) {
    std::size_t taken = 1;
    if (bytes[0] == '\r') {
      column_ = 0;
    } else if (bytes[0] == '\n') {
      ++row_;
      row();
    } else if (bytes[0] == '\b') {
      column_ -= column_ > 0 ? 1 : 0;
    } else if (bytes[0] == '\033') {
      taken = take_sequence(bytes);
    } else if (static_cast<unsigned char>(bytes[0]) < 0x20 || bytes[0] == '\x7F') {
      taken = 0;
    } else {
      taken = character_bytes(bytes);
      put(bytes.substr(0, taken), width_of(bytes.substr(0, taken)));
    }
    if (taken == 0) ++odd_bytes_;
    bytes.remove_prefix(std::max<std::size_t>(taken, 1));
  }
}

void Screen::resize(std::size_t columns) {
  if (resizing_ == Resizing::reflows) {
    reflow(columns);
  } else {
    for (Row& each : rows_) each.cells.resize(std::min(each.cells.size(), columns));
    column_ = std::min(column_, columns);
  }
  columns_ = columns;
}

/// Joins what was one line and breaks it anew. The cursor stays at its character.
void Screen::reflow(std::size_t columns) {
  std::vector<Row> old = std::move(rows_);
  const std::size_t cursor_row = row_;
  const std::size_t cursor_column = column_;
  rows_.assign(1, {});
  row_ = column_ = 0;
  columns_ = columns;
  std::size_t new_row = 0;
  std::size_t new_column = 0;
  for (std::size_t i = 0; i < old.size(); ++i) {
    for (std::size_t cell = 0; cell <= old[i].cells.size(); ++cell) {
      if (i == cursor_row && cell == cursor_column) {
        new_row = row_;
        new_column = column_;
      }
      const bool is_character = cell < old[i].cells.size() && !old[i].cells[cell].empty();
      if (is_character) put(old[i].cells[cell], width_of(old[i].cells[cell]));
    }
    if (old[i].goes_on || i + 1 == old.size()) continue;
    ++row_;
    row();
    column_ = 0;
  }
  row_ = new_row;
  column_ = new_column;
}

std::string Screen::text() const {
  std::string text;
  for (const Row& each : rows_) {
    std::string line;
    for (const std::string& cell : each.cells) line += cell;
    line.resize(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  while (text.ends_with("\n\n") || text == "\n") text.pop_back();
  return text;
}

}  // namespace findo::tests
