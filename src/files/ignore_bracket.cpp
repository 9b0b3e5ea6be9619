// expression = "[" [ "!" | "^" ] item { item } "]" ;
// item       = byte "-" byte | "[:" name ":]" | byte ;        byte = "\" any | any

#include "files/ignore_bracket.hpp"

#include <cstdint>

namespace findo::files {
namespace {

constexpr bool is_upper(unsigned byte) { return byte >= 'A' && byte <= 'Z'; }
constexpr bool is_lower(unsigned byte) { return byte >= 'a' && byte <= 'z'; }
constexpr bool is_digit(unsigned byte) { return byte >= '0' && byte <= '9'; }
constexpr bool is_alnum(unsigned byte) { return is_upper(byte) || is_lower(byte) || is_digit(byte); }
constexpr bool is_print(unsigned byte) { return byte >= ' ' && byte <= '~'; }
constexpr bool is_hexadecimal_letter(unsigned byte) { return (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'f'; }

struct Class {
  std::string_view name;
  bool (*holds)(unsigned byte);
};

constexpr Class kClasses[] = {
    {"alnum", is_alnum},
    {"alpha", [](unsigned byte) { return is_upper(byte) || is_lower(byte); }},
    {"blank", [](unsigned byte) { return byte == ' ' || byte == '\t'; }},
    {"cntrl", [](unsigned byte) { return byte < ' ' || byte == 0x7F; }},
    {"digit", is_digit},
    {"graph", [](unsigned byte) { return is_print(byte) && byte != ' '; }},
    {"lower", is_lower},
    {"print", is_print},
    {"punct", [](unsigned byte) { return is_print(byte) && byte != ' ' && !is_alnum(byte); }},
    // git has its own idea of white space, without the vertical tab and the form feed.
    {"space", [](unsigned byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }},
    {"upper", is_upper},
    {"xdigit", [](unsigned byte) { return is_digit(byte) || is_hexadecimal_letter(byte); }},
};

class BracketParser {
 public:
  BracketParser(std::string_view pattern, NameCase names) : pattern_(pattern), names_(names) {}

  std::optional<IgnoreBracket> parse() {
    const bool is_inverted = at(1) == '!' || at(1) == '^';
    if (is_inverted) ++at_;
    do {
      if (!parse_item()) return std::nullopt;
      if (at_ >= pattern_.size()) return std::nullopt;
    } while (pattern_[at_] != ']');
    return IgnoreBracket{seen_by_names(is_inverted), at_ + 1};
  }

 private:
  /// A byte of the pattern; NUL, which no pattern holds, behind its end.
  char at(std::size_t place) const { return place < pattern_.size() ? pattern_[place] : '\0'; }
  static unsigned value(char byte) { return static_cast<std::uint8_t>(byte); }

  bool parse_item() {
    if (at_ >= pattern_.size()) return false;
    const char c = at(at_);
    if (c == '-' && range_begin_ && at(at_ + 1) != '\0' && at(at_ + 1) != ']') return parse_range_end();
    if (c == '[' && at(at_ + 1) == ':') {
      // "[:" without ":]" before the next bracket is two bytes like any other.
      const std::size_t close = pattern_.find(']', at_ + 2);
      if (close == std::string_view::npos) return false;
      if (close > at_ + 2 && at(close - 1) == ':') return parse_class(close);
    }
    return parse_byte();
  }

  bool parse_byte() {
    const auto byte = try_byte();
    if (!byte) return false;
    set_.set(*byte);
    range_begin_ = byte;
    return true;
  }

  bool parse_range_end() {
    ++at_;
    const auto end = try_byte();
    if (!end) return false;
    for (unsigned byte = *range_begin_; byte <= *end; ++byte) add_of_either_case(byte);
    range_begin_.reset();
    return true;
  }

  /// `[:name:]`, closed by the bracket at `close`.
  bool parse_class(std::size_t close) {
    const std::size_t begin = at_ + 2;
    const std::string_view name = pattern_.substr(begin, close - 1 - begin);
    for (const Class& candidate : kClasses) {
      if (candidate.name != name) continue;
      for (unsigned byte = 0; byte < 0x80; ++byte) {
        if (candidate.holds(byte)) add_class_member(byte, name);
      }
      at_ = close + 1;
      range_begin_.reset();
      return true;
    }
    return false;
  }

  void add_class_member(unsigned byte, std::string_view name) {
    if (name == "upper") {
      add_of_either_case(byte);
    } else {
      set_.set(byte);
    }
  }

  /// The byte at this place, without its backslash.
  std::optional<unsigned> try_byte() {
    if (at(at_) == '\\') ++at_;
    if (at_ >= pattern_.size()) return std::nullopt;
    return value(pattern_[at_++]);
  }

  void add_of_either_case(unsigned byte) {
    set_.set(byte);
    if (names_ == NameCase::folded && is_upper(byte)) set_.set(byte - 'A' + 'a');
  }

  /// The set by bytes of names: these are folded before they are looked up in what was written.
  ByteSet seen_by_names(bool is_inverted) const {
    ByteSet seen;
    for (unsigned byte = 0; byte < seen.size(); ++byte) {
      const unsigned looked_up = names_ == NameCase::folded ? value(folded(static_cast<char>(byte))) : byte;
      seen[byte] = set_[looked_up] != is_inverted;
    }
    return seen;
  }

  std::string_view pattern_;
  NameCase names_;
  std::size_t at_ = 1;
  std::optional<unsigned> range_begin_;  ///< the byte before, if a hyphen may follow it
  ByteSet set_;
};

}  // namespace

std::optional<IgnoreBracket> parse_ignore_bracket(std::string_view pattern, NameCase names) {
  return BracketParser(pattern, names).parse();
}

}  // namespace findo::files
