// One function a kind of byte: plain, or behind a backslash. The rules are those of glibc 2.36 and the RE_
// bits.
#include "plan/regex_lexer.hpp"

#include <regex.h>

#include "plan/text_encoding.hpp"

namespace findo::plan {

using Type = RegexTokenType;

RegexUnits cut_into_units(std::string_view pattern, const Alphabet& alphabet, bool fold_case) {
  RegexUnits units;
  for (std::size_t at = 0; at < pattern.size();) {
    DecodedCharacter next{static_cast<unsigned char>(pattern[at]), 1};
    if (!alphabet.is_bytes()) next = decode_utf8(pattern.substr(at));
    units.typed.push_back(next.code);
    units.folded.push_back(fold_case ? alphabet.upper(next.code) : next.code);
    units.offset.push_back(at);
    at += next.length == 0 ? 1 : next.length;
  }
  units.offset.push_back(pattern.size());
  return units;
}

RegexToken RegexLexer::next(bool starts_branch) {
  RegexToken token;
  token.begin = at_;
  if (at_ == units_.size()) {
    token.end = at_;
    return token;
  }
  token.character = units_.folded[at_];
  if (token.character != '\\') {
    token.type = plain_type(at_, starts_branch);
  } else if (at_ + 1 == units_.size()) {
    token.type = Type::trailing_backslash;
  } else {
    // glibc takes what is escaped as typed even where case is ignored; so `\a` matches nothing then.
    ++at_;
    token.character = units_.typed[at_] < 0x80 ? units_.typed[at_] : units_.folded[at_];
    token.type = escaped_type(token.character);
  }
  token.end = ++at_;
  return token;
}

RegexTokenType RegexLexer::plain_type(std::size_t index, bool starts_branch) const {
  const bool repeats = !has(RE_LIMITED_OPS) && !has(RE_BK_PLUS_QM);
  switch (units_.folded[index]) {
    case '\n': return when(has(RE_NEWLINE_ALT), Type::alternative);
    case '|': return when(!has(RE_LIMITED_OPS) && has(RE_NO_BK_VBAR), Type::alternative);
    case '*': return Type::star;
    case '+': return when(repeats, Type::plus);
    case '?': return when(repeats, Type::question);
    case '{': return when(has(RE_INTERVALS) && has(RE_NO_BK_BRACES), Type::open_interval);
    case '}': return when(has(RE_INTERVALS) && has(RE_NO_BK_BRACES), Type::close_interval);
    case '(': return when(has(RE_NO_BK_PARENS), Type::open_group);
    case ')': return when(has(RE_NO_BK_PARENS), Type::close_group);
    case '[': return Type::open_bracket;
    case '.': return Type::any_character;
    case '^': return when(anchors_here(index, starts_branch), Type::line_start);
    case '$': return when(has(RE_CONTEXT_INDEP_ANCHORS) || branch_ends_at(index + 1), Type::line_end);
    default: return Type::character;
  }
}

RegexTokenType RegexLexer::escaped_type(char32_t character) const {
  const bool repeats = !has(RE_LIMITED_OPS) && has(RE_BK_PLUS_QM);
  switch (character) {
    case '|': return when(!has(RE_LIMITED_OPS) && !has(RE_NO_BK_VBAR), Type::alternative);
    case '+': return when(repeats, Type::plus);
    case '?': return when(repeats, Type::question);
    case '{': return when(has(RE_INTERVALS) && !has(RE_NO_BK_BRACES), Type::open_interval);
    case '}': return when(has(RE_INTERVALS) && !has(RE_NO_BK_BRACES), Type::close_interval);
    case '(': return when(!has(RE_NO_BK_PARENS), Type::open_group);
    case ')': return when(!has(RE_NO_BK_PARENS), Type::close_group);
    default: break;
  }
  if (character >= '1' && character <= '9') return when(!has(RE_NO_BK_REFS), Type::back_reference);
  return has(RE_NO_GNU_OPS) ? Type::character : gnu_type(character);
}

RegexTokenType RegexLexer::gnu_type(char32_t character) const {
  switch (character) {
    case '<': return Type::word_start;
    case '>': return Type::word_end;
    case 'b': return Type::word_edge;
    case 'B': return Type::no_word_edge;
    case 'w': return Type::word_character;
    case 'W': return Type::no_word_character;
    case 's': return Type::space;
    case 'S': return Type::no_space;
    case '`': return Type::text_start;
    case '\'': return Type::text_end;
    default: return Type::character;
  }
}

bool RegexLexer::anchors_here(std::size_t index, bool starts_branch) const {
  if (starts_branch || index == 0 || has(RE_CONTEXT_INDEP_ANCHORS)) return true;
  return has(RE_NEWLINE_ALT) && units_.folded[index - 1] == '\n';
}

// Whether the pattern, an alternative or a group ends at this unit.
bool RegexLexer::branch_ends_at(std::size_t index) const {
  if (index == units_.size()) return true;
  const char32_t first = units_.folded[index];
  if (first != '\\') {
    if (first != '|' && first != ')' && first != '\n') return false;
    const Type type = plain_type(index, false);
    return type == Type::alternative || type == Type::close_group;
  }
  if (index + 1 == units_.size()) return false;
  const Type type = escaped_type(units_.typed[index + 1]);
  return type == Type::alternative || type == Type::close_group;
}

}  // namespace findo::plan
