#include "output/text_columns.hpp"

#include <algorithm>
#include <cwchar>

namespace findo::output {
namespace {

/// A character at the beginning of a text; what is none is one byte of one column.
struct Character {
  std::size_t bytes = 1;
  std::size_t columns = 1;
};

Character first_character(std::string_view text) {
  std::mbstate_t state{};
  wchar_t wide = 0;
  const std::size_t bytes = std::mbrtowc(&wide, text.data(), text.size(), &state);
  const bool is_one = bytes > 0 && bytes <= text.size();
  if (!is_one) return {};
  return {bytes, static_cast<std::size_t>(std::max(0, wcwidth(wide)))};
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const Character character = first_character(text);
    columns += character.columns;
    text.remove_prefix(character.bytes);
  }
  return columns;
}

std::string end_that_fits(std::string_view text, std::size_t columns) {
  constexpr std::string_view kLeftOut = "...";
  std::size_t needed = columns_of(text);
  if (needed <= columns) return std::string(text);
  if (columns <= kLeftOut.size()) return {};
  while (!text.empty()) {
    const Character character = first_character(text);
    // What combines with a character goes with it.
    if (needed + kLeftOut.size() <= columns && character.columns > 0) break;
    needed -= character.columns;
    text.remove_prefix(character.bytes);
  }
  return std::string(kLeftOut) += text;
}

}  // namespace findo::output
