// Regular expressions of glibc's dialects, cut into tokens. Which byte is an operator is decided by the
// dialect's syntax bits (RE_... of <regex.h>); brackets are read by regex_bracket.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "plan/character_set.hpp"

namespace findo::plan {

/// A pattern as the characters of its alphabet.
struct RegexUnits {
  std::vector<char32_t> typed;   ///< as written
  std::vector<char32_t> folded;  ///< as compared: in upper case where case is ignored, else as written
  std::vector<std::size_t>
      offset;  ///< where each starts in the pattern, in bytes, and behind them the pattern's length

  std::size_t size() const { return typed.size(); }
};
/// Cuts a pattern into characters. For the alphabet Unicode it must be valid UTF-8.
RegexUnits cut_into_units(std::string_view pattern, const Alphabet& alphabet, bool fold_case);

enum class RegexTokenType : std::uint8_t {
  character,
  end,
  trailing_backslash,
  alternative,
  back_reference,
  open_group,
  close_group,
  star,
  plus,
  question,
  open_interval,
  close_interval,
  open_bracket,
  any_character,
  line_start,
  line_end,
  text_start,
  text_end,
  word_start,
  word_end,
  word_edge,
  no_word_edge,
  word_character,
  no_word_character,
  space,
  no_space,
};

/// A token; `begin` and `end` are indexes of units.
struct RegexToken {
  RegexTokenType type = RegexTokenType::end;
  char32_t character = 0;  ///< the character that the token is, or is spelt with
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Hands out the tokens of a pattern. The units must outlive it.
class RegexLexer {
 public:
  RegexLexer(const RegexUnits& units, unsigned long syntax) : units_(units), syntax_(syntax) {}

  /// The next token, at the end of the pattern `end` again and again. `starts_branch`: nothing of this branch
  /// has been read yet, so a `^` is an anchor even where anchors depend on their place.
  RegexToken next(bool starts_branch = false);

  /// Goes on at unit `index`.
  void move_to(std::size_t index) { at_ = index; }

 private:
  bool has(unsigned long bit) const { return (syntax_ & bit) != 0; }
  bool anchors_here(std::size_t index, bool starts_branch) const;
  bool branch_ends_at(std::size_t index) const;
  RegexTokenType plain_type(std::size_t index, bool starts_branch) const;
  RegexTokenType escaped_type(char32_t character) const;
  RegexTokenType gnu_type(char32_t character) const;
  RegexTokenType when(bool condition, RegexTokenType type) const {
    return condition ? type : RegexTokenType::character;
  }

  const RegexUnits& units_;
  unsigned long syntax_;
  std::size_t at_ = 0;
};

}  // namespace findo::plan
