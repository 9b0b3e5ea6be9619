// bracket = "[" [ "^" ] item { item } "]"
// item    = element [ "-" element ] | class | equivalence
// element = character | "[." character ".]"
// class   = "[:" name ":]" (with RE_CHAR_CLASSES)      equivalence = "[=" character "=]"
//
// A `]` that comes first is a character; so is a `-` that comes first or last, or ends a range.
// Behind a backslash everything is a character with RE_BACKSLASH_ESCAPE_IN_LISTS; else a backslash is one
// itself.
#include "plan/regex_bracket.hpp"

#include <regex.h>
#include <string>

#include "base/utf8.hpp"

namespace findo::plan {
namespace {

using base::Failure;

enum class TokenType : std::uint8_t {
  character,
  end,
  close,
  caret,
  hyphen,
  symbol,
  equivalence,
  character_class
};

struct Token {
  TokenType type = TokenType::end;
  char32_t character = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

enum class ElementType : std::uint8_t { character, symbol, equivalence, character_class };

struct Element {
  ElementType type = ElementType::character;
  std::u32string text;  // the character, or the name
  std::size_t begin = 0;
  std::size_t end = 0;

  bool can_bound_range() const { return type == ElementType::character || type == ElementType::symbol; }
};

class BracketParser {
 public:
  BracketParser(const RegexUnits& units, std::size_t open, const RegexSyntax& syntax,
                const Alphabet& alphabet)
      : units_(units), open_(open), syntax_(syntax), alphabet_(alphabet) {}

  base::Result<BracketExpression, RegexError> parse();

 private:
  using Outcome = base::Status<RegexError>;

  bool has(unsigned long bit) const { return (syntax_.bits & bit) != 0; }
  char32_t unit(std::size_t index) const { return index < units_.size() ? units_.folded[index] : 0; }
  Token peek(std::size_t at) const;
  Failure<RegexError> failure(const char* message, std::size_t begin, std::size_t end) const;
  Failure<RegexError> unclosed() const { return failure(regex_fault::kOpenBracket, open_, units_.size()); }
  Outcome parse_item(bool first);
  base::Result<Element, RegexError> parse_element(Token token, bool hyphen_is_character);
  base::Result<Element, RegexError> parse_symbol(Token token);
  Outcome add_range(const Element& first, const Element& last);
  Outcome add_single(const Element& element);
  Outcome add_class(const Element& element);

  const RegexUnits& units_;
  std::size_t open_;
  const RegexSyntax& syntax_;
  const Alphabet& alphabet_;
  Token token_;
  CharacterSet set_;
  bool needs_collation_ = false;
};

Token BracketParser::peek(std::size_t at) const {
  if (at >= units_.size()) return {TokenType::end, 0, at, at};
  const char32_t c = unit(at);
  if (c == '\\' && has(RE_BACKSLASH_ESCAPE_IN_LISTS) && at + 1 < units_.size()) {
    return {TokenType::character, unit(at + 1), at, at + 2};
  }
  if (c == ']') return {TokenType::close, c, at, at + 1};
  if (c == '^') return {TokenType::caret, c, at, at + 1};
  if (c == '-') return {TokenType::hyphen, c, at, at + 1};
  const char32_t next = c == '[' ? unit(at + 1) : 0;
  if (next == '.') return {TokenType::symbol, next, at, at + 2};
  if (next == '=') return {TokenType::equivalence, next, at, at + 2};
  if (next == ':' && has(RE_CHAR_CLASSES)) return {TokenType::character_class, next, at, at + 2};
  return {TokenType::character, c, at, at + 1};
}

Failure<RegexError> BracketParser::failure(const char* message, std::size_t begin, std::size_t end) const {
  const std::size_t offset = units_.offset[begin];
  return {RegexError{offset, units_.offset[end] - offset, message}};
}

base::Result<BracketExpression, RegexError> BracketParser::parse() {
  const auto nothing_follows = [&] { return failure(regex_fault::kBadPattern, open_, units_.size()); };
  token_ = peek(open_ + 1);
  if (token_.type == TokenType::end) return nothing_follows();
  const bool negated = token_.type == TokenType::caret;
  if (negated) {
    if (has(RE_HAT_LISTS_NOT_NEWLINE)) set_.add('\n', '\n');
    token_ = peek(token_.end);
    if (token_.type == TokenType::end) return nothing_follows();
  }
  if (token_.type == TokenType::close) token_.type = TokenType::character;
  for (bool first = true; first || token_.type != TokenType::close; first = false) {
    if (auto done = parse_item(first); !done) return Failure{std::move(done.error())};
    if (token_.type == TokenType::end) return unclosed();
  }
  return BracketExpression{negated ? set_.complement(alphabet_.last()) : set_, token_.end, needs_collation_};
}

// Reads the item that starts with token_; leaves the token behind it there.
BracketParser::Outcome BracketParser::parse_item(bool first) {
  auto start = parse_element(token_, first);
  if (!start) return Failure{std::move(start.error())};
  token_ = peek(start->end);
  if (!start->can_bound_range()) return add_single(*start);
  if (token_.type == TokenType::end) return unclosed();
  if (token_.type != TokenType::hyphen) return add_single(*start);
  const Token behind = peek(token_.end);
  if (behind.type == TokenType::end) return unclosed();
  if (behind.type == TokenType::close) {
    token_.type = TokenType::character;
    return add_single(*start);
  }
  auto last = parse_element(behind, true);
  if (!last) return Failure{std::move(last.error())};
  token_ = peek(last->end);
  return add_range(*start, *last);
}

base::Result<Element, RegexError> BracketParser::parse_element(Token token, bool hyphen_is_character) {
  if (token.type == TokenType::symbol || token.type == TokenType::equivalence ||
      token.type == TokenType::character_class) {
    return parse_symbol(token);
  }
  if (token.type == TokenType::hyphen && !hyphen_is_character && peek(token.end).type != TokenType::close) {
    return failure(regex_fault::kBadRange, token.begin, token.end);
  }
  return Element{ElementType::character, std::u32string(1, token.character), token.begin, token.end};
}

base::Result<Element, RegexError> BracketParser::parse_symbol(Token token) {
  constexpr std::size_t kLongestName = 32;  // glibc's buffer, in bytes
  const bool is_class = token.type == TokenType::character_class;
  Element element{is_class                               ? ElementType::character_class
                  : token.type == TokenType::equivalence ? ElementType::equivalence
                                                         : ElementType::symbol,
                  {},
                  token.begin,
                  token.end};
  for (std::size_t length = 0;; ++element.end) {
    if (length >= kLongestName || element.end + 1 >= units_.size()) return unclosed();
    const char32_t c = is_class ? units_.typed[element.end] : unit(element.end);
    if (c == token.character && unit(element.end + 1) == ']') break;
    element.text += c;
    length += alphabet_.is_bytes() ? 1 : base::utf8_length(c);
  }
  element.end += 2;
  return element;
}

BracketParser::Outcome BracketParser::add_range(const Element& first, const Element& last) {
  const auto wrong = [&](const char* message) { return failure(message, first.begin, last.end); };
  if (!first.can_bound_range() || !last.can_bound_range()) return wrong(regex_fault::kBadRange);
  needs_collation_ = needs_collation_ || syntax_.collates;
  if (syntax_.collates) return {};
  for (const Element& bound : {first, last}) {
    // Without rules for collation, glibc orders single bytes only.
    if (bound.text.size() != 1 || (!alphabet_.is_bytes() && bound.text[0] > 0x7F)) {
      return wrong(regex_fault::kBadCollation);
    }
  }
  if (first.text[0] > last.text[0] && has(RE_NO_EMPTY_RANGES)) return wrong(regex_fault::kBadRange);
  set_.add(first.text[0], last.text[0]);
  return {};
}

BracketParser::Outcome BracketParser::add_single(const Element& element) {
  if (element.type == ElementType::character_class) return add_class(element);
  if (element.type != ElementType::character) {
    needs_collation_ = needs_collation_ || syntax_.collates;
    if (syntax_.collates) return {};
    if (element.text.size() != 1 || (!alphabet_.is_bytes() && element.text[0] > 0x7F)) {
      return failure(regex_fault::kBadCollation, element.begin, element.end);
    }
  }
  set_.add(element.text[0], element.text[0]);
  return {};
}

BracketParser::Outcome BracketParser::add_class(const Element& element) {
  std::string name;
  for (const char32_t c : element.text) name += c > 0x7F ? '?' : static_cast<char>(c);
  if (syntax_.fold_case && (name == "upper" || name == "lower")) name = "alpha";
  const auto members = alphabet_.try_class(name);
  if (!members) return failure(regex_fault::kBadClass, element.begin, element.end);
  set_.add(*members);
  return {};
}

}  // namespace

base::Result<BracketExpression, RegexError> parse_bracket(const RegexUnits& units, std::size_t open,
                                                          const RegexSyntax& syntax,
                                                          const Alphabet& alphabet) {
  return BracketParser(units, open, syntax, alphabet).parse();
}

}  // namespace findo::plan
