#include "output/printf_template.hpp"

#include <optional>

namespace findo::output {
namespace {

using files::Fact;
using files::FactSet;

constexpr std::string_view kFlags = "-+ #0";
constexpr std::string_view kLetters = "abcdfghiklmnpstuwyzABCDFGHMPSTUWYZ%";
constexpr std::string_view kTimeLetters = "ABCTW";
constexpr std::string_view kReserved = "([{";

FactSet facts_of(char letter) {
  switch (letter) {
    case 'a': case 'A': return Fact::access_time;
    case 'c': case 'C': return Fact::change_time;
    case 't': case 'T': return Fact::modify_time;
    case 'w': case 'W': case 'B': return Fact::birth_time;
    case 'b': case 'k': return Fact::blocks;
    case 'S': return Fact::blocks | Fact::size;
    case 's': return Fact::size;
    case 'D': case 'F': return Fact::device;
    case 'i': return Fact::inode;
    case 'n': return Fact::links;
    case 'm': case 'M': return Fact::mode | Fact::type;
    case 'u': case 'U': return Fact::user;
    case 'g': case 'G': return Fact::group;
    case 'y': case 'Y': case 'l': return Fact::type;
    default: return {};
  }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class TemplateParser {
 public:
  explicit TemplateParser(std::string_view text) : text_(text) {}

  base::Result<PrintfTemplate, TemplateError> parse() {
    while (next_ < text_.size() && !ended_) {
      const char c = text_[next_];
      if (c == '\\') {
        take_escape();
      } else if (c == '%') {
        if (auto error = take_directive()) return base::Failure{std::move(*error)};
      } else {
        literal() += c;
        ++next_;
      }
    }
    return std::move(template_);
  }

 private:
  std::string& literal() {
    auto& pieces = template_.pieces;
    if (pieces.empty() || pieces.back().kind != TemplatePiece::Kind::literal) {
      pieces.push_back({.kind = TemplatePiece::Kind::literal});
    }
    return pieces.back().literal;
  }

  void take_escape() {
    constexpr std::string_view kNames = "abfnrtv\\";
    constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v\\";
    ++next_;
    if (next_ == text_.size()) {
      template_.warnings.emplace_back("a backslash at the end of the format stands for itself");
      literal() += '\\';
      return;
    }
    const char c = text_[next_];
    if (c >= '0' && c <= '7') return take_octal();
    ++next_;
    if (c == 'c') {
      ended_ = true;
    } else if (const std::size_t known = kNames.find(c); known != std::string_view::npos) {
      literal() += kMeanings[known];
    } else {
      template_.warnings.push_back(std::string("unknown escape \\") + c + " stands for itself");
      literal() += '\\';
      literal() += c;
    }
  }

  void take_octal() {
    unsigned value = 0;
    for (int digits = 0; digits < 3 && next_ < text_.size() && text_[next_] >= '0' && text_[next_] <= '7'; ++digits) {
      value = value * 8 + static_cast<unsigned>(text_[next_++] - '0');
    }
    literal() += static_cast<char>(value);
  }

  std::optional<TemplateError> take_directive() {
    const std::size_t begin = next_++;
    if (next_ < text_.size() && text_[next_] == '%') {
      literal() += '%';
      ++next_;
      return std::nullopt;
    }
    while (next_ < text_.size() && kFlags.find(text_[next_]) != std::string_view::npos) ++next_;
    while (next_ < text_.size() && is_digit(text_[next_])) ++next_;
    if (next_ < text_.size() && text_[next_] == '.') {
      ++next_;
      while (next_ < text_.size() && is_digit(text_[next_])) ++next_;
    }
    if (next_ == text_.size()) return TemplateError{"a directive is cut short at the end of the format", begin, next_ - begin};
    const char letter = text_[next_];
    if (kReserved.find(letter) != std::string_view::npos) {
      return TemplateError{std::string("%") + letter + " is kept for later use", begin, next_ + 1 - begin};
    }
    if (kLetters.find(letter) == std::string_view::npos) return take_unknown(begin);
    TemplatePiece piece{.kind = TemplatePiece::Kind::directive,
                        .specification = std::string(text_.substr(begin, next_ - begin)),
                        .letter = letter};
    ++next_;
    if (kTimeLetters.find(letter) != std::string_view::npos) {
      if (next_ == text_.size()) {
        return TemplateError{std::string("%") + letter + " needs a letter that says which form", begin, next_ - begin};
      }
      piece.time_letter = text_[next_++];
    }
    template_.needs |= facts_of(letter);
    template_.pieces.push_back(std::move(piece));
    return std::nullopt;
  }

  std::optional<TemplateError> take_unknown(std::size_t begin) {
    ++next_;
    template_.warnings.push_back(std::string("unknown directive %") + text_[next_ - 1] + " stands for itself");
    literal() += text_.substr(begin, next_ - begin);
    return std::nullopt;
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
