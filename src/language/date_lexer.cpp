// Cuts a date text into tokens:
//   number   = digit {digit}                          fraction = number ("." | ",") digit {digit}
//   signed   = ("+" | "-") {space} (number | fraction)
//   word     = letter {letter | "."}                  comment  = "(" {any | comment} [")"]
#include "language/date_lexer.hpp"

#include <optional>
#include <string>
#include <utility>

#include "base/timestamp.hpp"
#include "language/date_words.hpp"

namespace findo::language {
namespace {

constexpr std::string_view kPunctuation = ":/,@";
constexpr std::int32_t kNanosecondsPerSecond = static_cast<std::int32_t>(base::kNanosecondsPerSecond);

bool is_digit(char c) { return '0' <= c && c <= '9'; }
bool is_letter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); }

class Lexer {
 public:
  Lexer(std::string_view text, std::size_t start, std::span<const LocalZoneName> local_zones)
      : text_(text), local_zones_(local_zones), at_(start) {}

  base::Result<std::vector<Token>, DateError> run() && {
    while (!error_ && at_ < text_.size()) step();
    if (error_) return base::Failure{std::move(*error_)};
    return std::move(tokens_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (is_date_space(c)) {
      ++at_;
    } else if (c == '(') {
      skip_comment();
    } else if (c == '+' || c == '-') {
      read_signed();
    } else if (is_digit(c)) {
      read_number(at_, false, false);
    } else if (is_letter(c)) {
      read_word();
    } else {
      read_punctuation();
    }
  }

  // The byte `ahead` of here; NUL, which means nothing to the language, past the end.
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  TextRange since(std::size_t start) const { return {start, at_ - start}; }

  void fail(TextRange where, std::string message) {
    error_ = DateError{where.offset, where.length, std::move(message)};
  }

  void skip_comment() {
    std::size_t depth = 0;
    do {
      if (peek() == '(') ++depth;
      if (peek() == ')') --depth;
      ++at_;
    } while (depth > 0 && at_ < text_.size());
  }

  // GNU coreutils 9.1: white space may follow a sign; a sign before anything but a number means nothing.
  void read_signed() {
    const std::size_t start = at_;
    const bool negative = text_[at_++] == '-';
    while (is_date_space(peek())) ++at_;
    if (is_digit(peek())) read_number(start, true, negative);
  }

  void read_number(std::size_t start, bool is_signed, bool negative) {
    Token token;
    token.negative = negative;
    const std::size_t first_digit = at_;
    bool fits = true;
    for (; is_digit(peek()); ++at_) fits = fits && append_digit(token);
    token.digits = at_ - first_digit;
    const bool fraction = (peek() == '.' || peek() == ',') && is_digit(peek(1));
    if (fraction) fits = read_fraction(token) && fits;
    if (!fits) return fail(since(start), "number too large");
    if (fraction) {
      token.kind = is_signed ? TokenKind::kSignedFraction : TokenKind::kFraction;
    } else {
      token.kind = is_signed ? TokenKind::kSignedNumber : TokenKind::kNumber;
    }
    push(token, start);
  }

  bool append_digit(Token& token) const {
    const int digit = token.negative ? '0' - peek() : peek() - '0';
    return !__builtin_mul_overflow(token.value, 10, &token.value) &&
           !__builtin_add_overflow(token.value, digit, &token.value);
  }

  // The fraction is rounded down to a nanosecond, which for a negative number is away from zero.
  // False when the second below a negative number does not fit.
  bool read_fraction(Token& token) {
    ++at_;
    std::int32_t nanoseconds = 0;
    for (std::int32_t place = kNanosecondsPerSecond / 10; place > 0; place /= 10) {
      if (is_digit(peek())) nanoseconds += place * (text_[at_++] - '0');
    }
    bool cut_off = false;
    for (; is_digit(peek()); ++at_) cut_off = cut_off || peek() != '0';
    if (token.negative && cut_off) ++nanoseconds;
    token.nanoseconds = nanoseconds;
    if (!token.negative || nanoseconds == 0) return true;
    token.nanoseconds = kNanosecondsPerSecond - nanoseconds;
    return !__builtin_sub_overflow(token.value, 1, &token.value);
  }

  void read_word() {
    const std::size_t start = at_;
    while (is_letter(peek()) || peek() == '.') ++at_;
    const std::string_view word = text_.substr(start, at_ - start);
    const auto meaning = find_date_word(word, local_zones_);
    if (!meaning) return fail(since(start), "unknown word in a date");
    Token token;
    token.kind = meaning->kind;
    token.value = meaning->value;
    token.unit = meaning->unit;
    push(token, start);
  }

  void read_punctuation() {
    const std::size_t start = at_++;
    if (kPunctuation.find(text_[start]) == std::string_view::npos) {
      return fail(since(start), "character without meaning in a date");
    }
    Token token;
    token.kind = static_cast<TokenKind>(text_[start]);
    push(token, start);
  }

  void push(Token token, std::size_t start) {
    token.where = since(start);
    tokens_.push_back(token);
  }

  std::string_view text_;
  std::span<const LocalZoneName> local_zones_;
  std::size_t at_;
  std::vector<Token> tokens_;
  std::optional<DateError> error_;
};

}  // namespace

base::Result<std::vector<Token>, DateError> cut_date_tokens(std::string_view text, std::size_t start,
                                                            std::span<const LocalZoneName> local_zones) {
  return Lexer(text, start, local_zones).run();
}

}  // namespace findo::language
