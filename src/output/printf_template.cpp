// Reads the format of -printf.
//
//   format    = { byte | escape | directive }
//   escape    = "\" ( "a" | "b" | "f" | "n" | "r" | "t" | "v" | "\" | "c" | octal [ octal [ octal ] ] )
//   directive = "%" ( "%" | { "-" | "+" | " " | "#" } [ "0" ] [ width ] [ "." [ precision ] ] letter )
//   letter    = one of kLetters | one of kTimeLetters and any byte

#include "output/printf_template.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace findo::output {
namespace {

using files::Fact;
using files::FactSet;

/// GNU find 4.9: a 0 begins the width, so that no other flag may stand behind it.
constexpr std::string_view kFlags = "-+ #";
constexpr std::string_view kLetters = "abcdfghiklmnpstuwyDFGHMPSUYZ";
constexpr std::string_view kTimeLetters = "ABCTW";
constexpr std::string_view kReserved = "([{";
constexpr std::string_view kNameLetters = "pPfhHl";

FactSet facts_of(char letter) {
  switch (letter) {
    case 'a':
    case 'A': return Fact::access_time;
    case 'c':
    case 'C': return Fact::change_time;
    case 't':
    case 'T': return Fact::modify_time;
    case 'w':
    case 'W':
    case 'B': return Fact::birth_time;
    case 'b':
    case 'k': return Fact::blocks;
    case 'S': return Fact::blocks | Fact::size;
    case 's': return Fact::size;
    case 'D':
    case 'F': return Fact::device;
    case 'i': return Fact::inode;
    case 'n': return Fact::links;
    case 'm': return Fact::mode;
    case 'M': return Fact::mode | Fact::type;
    case 'u':
    case 'U': return Fact::user;
    case 'g':
    case 'G': return Fact::group;
    case 'y': return Fact::type;
    // GNU find 4.9: for these the file is looked at even where its directory has told the type, so that a
    // file which may be listed but not looked at is an error.
    case 'l':
    case 'Y': return Fact::type | Fact::mode;
    default: return {};
  }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_octal_digit(char c) { return c >= '0' && c <= '7'; }
bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

/// A byte as a message may show it: printable ASCII as it is.
std::string shown(char c) {
  if (c > ' ' && c < '\x7F') return {c};
  constexpr std::string_view kDigits = "01234567";
  const auto byte = static_cast<unsigned char>(c);
  return {'\\', kDigits[byte >> 6U], kDigits[byte >> 3U & 7U], kDigits[byte & 7U]};
}

class TemplateParser {
 public:
  explicit TemplateParser(std::string_view text) : text_(text) {}

  base::Result<PrintfTemplate, TemplateError> parse() {
    while (!is_at_end() && !ended_) {
      if (peek() == '\\') {
        take_escape();
      } else if (peek() == '%') {
        if (auto error = take_directive()) return base::Failure{std::move(*error)};
      } else {
        take_literal();
      }
    }
    return std::move(template_);
  }

 private:
  bool is_at_end() const { return next_ == text_.size(); }
  char peek() const { return text_[next_]; }
  bool next_is_one_of(std::string_view set) const { return !is_at_end() && is_one_of(peek(), set); }

  std::string& literal() {
    auto& pieces = template_.pieces;
    if (pieces.empty() || pieces.back().kind != TemplatePiece::Kind::literal) pieces.emplace_back();
    return pieces.back().literal;
  }

  void warn(std::size_t begin, std::string message) {
    template_.warnings.push_back({std::move(message), begin, next_ - begin});
  }

  TemplateError error(std::size_t begin, std::string message) const {
    return {std::move(message), begin, next_ - begin};
  }

  void take_literal() {
    const std::size_t end = std::min(text_.find_first_of("\\%", next_), text_.size());
    literal() += text_.substr(next_, end - next_);
    next_ = end;
  }

  void take_escape() {
    constexpr std::string_view kNames = "abfnrtv\\";
    constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v\\";
    const std::size_t begin = next_++;
    if (is_at_end()) {
      literal() += '\\';
      return warn(begin, "a backslash at the end of the format stands for itself");
    }
    const char c = peek();
    if (is_octal_digit(c)) return take_octal();
    ++next_;
    if (c == 'c') return take_end();
    if (const std::size_t known = kNames.find(c); known != std::string_view::npos) {
      literal() += kMeanings[known];
      return;
    }
    literal() += text_.substr(begin, 2);
    warn(begin, "unknown escape \\" + shown(c) + " stands for itself");
  }

  void take_octal() {
    unsigned value = 0;
    for (int digits = 0; digits < 3 && !is_at_end() && is_octal_digit(peek()); ++digits) {
      value = value * 8 + static_cast<unsigned>(text_[next_++] - '0');
    }
    literal() += static_cast<char>(value);
  }

  void take_end() {
    template_.pieces.push_back({.kind = TemplatePiece::Kind::end});
    ended_ = true;
  }

  std::optional<TemplateError> take_directive() {
    const std::size_t begin = next_++;
    if (is_at_end())
      return error(begin, "a % at the end of the format wants a letter behind it; %% is a % sign");
    TemplatePiece piece{.kind = TemplatePiece::Kind::directive};
    take_shape(piece);
    if (is_at_end()) return error(begin, "a directive is cut short at the end of the format");
    const std::string_view shape = text_.substr(begin, next_ - begin);
    piece.letter = text_[next_++];
    if (piece.letter == '%') {
      literal() += shape;  // GNU find 4.9: %5% stands for "%5"
    } else if (is_one_of(piece.letter, kReserved)) {
      return error(begin, std::string("%") + piece.letter + " is kept for later use");
    } else if (is_one_of(piece.letter, kLetters)) {
      add_directive(std::move(piece), shape);
    } else if (is_one_of(piece.letter, kTimeLetters)) {
      take_time_letter(std::move(piece), begin);
    } else {
      literal() += text_.substr(begin, next_ - begin);
      warn(begin, "unknown directive %" + shown(piece.letter) + " stands for itself");
    }
    return std::nullopt;
  }

  /// Flags, width and precision.
  void take_shape(TemplatePiece& piece) {
    while (next_is_one_of(kFlags)) piece.is_left |= text_[next_++] == '-';
    piece.width = take_number();
    if (!next_is_one_of(".")) return;
    ++next_;
    piece.precision = take_number();
  }

  int take_number() {
    const char* const begin = text_.data() + next_;
    while (!is_at_end() && is_digit(peek())) ++next_;
    int number = 0;
    const auto [end, problem] = std::from_chars(begin, text_.data() + next_, number);
    return problem == std::errc::result_out_of_range ? TemplatePiece::kTooWide : number;
  }

  void take_time_letter(TemplatePiece piece, std::size_t begin) {
    if (is_at_end()) {
      literal() += text_.substr(begin);
      return warn(begin, std::string("%") + piece.letter + " wants a letter behind it and stands for itself");
    }
    piece.time_letter = text_[next_++];
    add_directive(std::move(piece), {});
  }

  void add_directive(TemplatePiece piece, std::string_view shape) {
    piece.is_plain = shape.size() <= 1;
    if (!piece.is_plain) piece.conversion = conversion_of(piece.letter, shape);
    template_.needs |= facts_of(piece.letter);
    template_.needs_link_target |= piece.letter == 'l';
    template_.needs_followed_type |= piece.letter == 'Y';
    template_.needs_file_system_type |= piece.letter == 'F';
    template_.may_be_coloured |= piece.is_plain && is_one_of(piece.letter, kNameLetters);
    template_.pieces.push_back(std::move(piece));
  }

  /// Numbers for people are rendered as text; only these three are numbers to printf(3).
  static std::string conversion_of(char letter, std::string_view shape) {
    switch (letter) {
      case 'd': return std::string(shape) + 'd';
      case 'm': return std::string(shape) + 'o';
      case 'S': return std::string(shape) + 'g';
      default: return {};
    }
  }

  std::string_view text_;
  std::size_t next_ = 0;
  bool ended_ = false;
  PrintfTemplate template_;
};

}  // namespace

base::Result<PrintfTemplate, TemplateError> parse_printf_template(std::string_view text) {
  return TemplateParser(text).parse();
}

}  // namespace findo::output
