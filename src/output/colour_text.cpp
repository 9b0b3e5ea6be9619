// LS_COLORS, in EBNF:
//
//   text   = [ rule ] { ":" [ rule ] } .
//   rule   = ( letter letter | "*" string ) "=" string .
//   string = { byte | "\" escape | "^" control } .            a ":" ends it; behind a "*" a "=" does as well
//   escape = octal { octal } | ( "x" | "X" ) { hex } | byte .      a b e f n r t v ? _ have a meaning
//   control = "@" … "~" | "?" .
//
// A number keeps its lowest eight bits, however many digits it has.

#include "output/colour_text.hpp"

#include <algorithm>

namespace findo::output {
namespace {

using Failure = base::Failure<ColourError>;
using Status = base::Status<ColourError>;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The value of a digit in a base up to 16; nothing for any other byte.
std::optional<unsigned> try_digit(char c, unsigned base) {
  unsigned value = base;
  if (c >= '0' && c <= '9') value = static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') value = static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') value = static_cast<unsigned>(c - 'A') + 10;
  return value < base ? std::optional(value) : std::nullopt;
}

std::optional<ColourKey> try_key(std::string_view name) {
  const auto* const found = std::find(std::begin(kColourKeyNames), std::end(kColourKeyNames), name);
  if (found == std::end(kColourKeyNames)) return std::nullopt;
  return static_cast<ColourKey>(found - std::begin(kColourKeyNames));
}

class LsColorsParser {
 public:
  explicit LsColorsParser(std::string_view text) : text_(text), settings_(make_default_colour_settings()) {}

  base::Result<ColourSettings, ColourError> parse() {
    while (!is_at_end()) {
      if (text_[at_] == ':') {
        ++at_;
        continue;
      }
      const Status rule = text_[at_] == '*' ? parse_suffix_rule() : parse_key_rule();
      if (!rule) return Failure{rule.error()};
    }
    return std::move(settings_);
  }

 private:
  bool is_at_end() const { return at_ == text_.size(); }
  bool is_at(char c) const { return !is_at_end() && text_[at_] == c; }

  static Failure failure(std::string message, std::size_t offset, std::size_t length) {
    return Failure{{"LS_COLORS", std::move(message), offset, length}};
  }
  /// A failure of the rule that begins at `begin`, up to where its neighbour begins.
  Failure rule_failure(std::string message, std::size_t begin) const {
    const std::size_t end = std::min(text_.find(':', begin), text_.size());
    return failure(std::move(message), begin, end - begin);
  }

  Status parse_key_rule() {
    constexpr std::size_t kKeyBytes = 2;
    const std::size_t begin = at_;
    const std::string_view name = text_.substr(begin, kKeyBytes);
    const bool is_key = name.size() == kKeyBytes && is_letter(name[0]) && is_letter(name[1]);
    at_ = std::min(begin + kKeyBytes, text_.size());
    if (!is_key || !is_at('=')) return rule_failure("two letters and \"=\" must begin a rule", begin);
    ++at_;
    auto code = parse_string(false);
    if (!code) return Failure{code.error()};
    if (const auto key = try_key(name)) assign(*key, std::move(*code));
    return {};
  }

  Status parse_suffix_rule() {
    const std::size_t begin = at_++;
    auto suffix = parse_string(true);
    if (!suffix) return Failure{suffix.error()};
    if (!is_at('=')) return rule_failure("\"=\" must follow a suffix", begin);
    ++at_;
    auto code = parse_string(false);
    if (!code) return Failure{code.error()};
    settings_.suffixes.push_back({std::move(*suffix), std::move(*code)});
    return {};
  }

  void assign(ColourKey key, std::string code) {
    const bool is_zero = code.find_first_not_of('0') == std::string::npos;
    settings_[key] = std::move(code);
    if (is_zero && key < ColourKey::left) settings_[key].reset();
  }

  base::Result<std::string, ColourError> parse_string(bool ends_at_equals) {
    std::string bytes;
    while (!is_at_end() && !is_at(':') && !(ends_at_equals && is_at('='))) {
      const char c = text_[at_++];
      Status status;
      if (c == '\\') {
        status = parse_escape(bytes);
      } else if (c == '^') {
        status = parse_control(bytes);
      } else {
        bytes += c;
      }
      if (!status) return Failure{status.error()};
    }
    return bytes;
  }

  /// What follows a backslash.
  Status parse_escape(std::string& bytes) {
    constexpr std::string_view kLetters = "abefnrtv?_";
    constexpr std::string_view kMeanings = "\a\b\033\f\n\r\t\v\177 ";
    if (is_at_end()) return failure("a backslash must not be the last byte", at_ - 1, 1);
    const char c = text_[at_];
    if (try_digit(c, 8)) {
      bytes += parse_number(8);
      return {};
    }
    ++at_;
    if (c == 'x' || c == 'X') {
      bytes += parse_number(16);
      return {};
    }
    const std::size_t letter = kLetters.find(c);
    bytes += letter == std::string_view::npos ? c : kMeanings[letter];
    return {};
  }

  char parse_number(unsigned base) {
    unsigned number = 0;
    for (std::optional<unsigned> digit; !is_at_end() && (digit = try_digit(text_[at_], base)); ++at_) {
      number = number * base + *digit;
    }
    return static_cast<char>(number);
  }

  /// What follows a "^".
  Status parse_control(std::string& bytes) {
    const bool is_control = !is_at_end() && (text_[at_] == '?' || (text_[at_] >= '@' && text_[at_] <= '~'));
    if (!is_control) {
      const std::size_t length = is_at_end() ? 1 : 2;
      return failure("\"^\" must stand before one of @ to ~, or ?", at_ - 1, length);
    }
    const char c = text_[at_++];
    bytes += c == '?' ? '\177' : static_cast<char>(c & 037);
    return {};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  ColourSettings settings_;
};

// ---- LSCOLORS

/// Kinds of files in the order of LSCOLORS.
constexpr ColourKey kBsdKeys[] = {ColourKey::directory,        ColourKey::link,
                                  ColourKey::socket,           ColourKey::fifo,
                                  ColourKey::executable,       ColourKey::block_device,
                                  ColourKey::character_device, ColourKey::setuid,
                                  ColourKey::setgid,           ColourKey::sticky_other_writable,
                                  ColourKey::other_writable};
// FreeBSD ls(1), LSCOLORS: the default.
constexpr std::string_view kBsdDefault = "exfxcxdxbxegedabagacad";
static_assert(kBsdDefault.size() == 2 * std::size(kBsdKeys));

/// The code that a letter stands for: a to h (once 0 to 7) are the colours from `first_colour` on, x is none;
/// a capital adds `emphasis`. Nothing for any other byte.
std::optional<std::string> try_bsd_code(char letter, int first_colour, std::string_view emphasis) {
  const bool is_capital = letter >= 'A' && letter <= 'Z';
  const char small = is_capital ? static_cast<char>(letter - 'A' + 'a') : letter;
  std::string code = is_capital ? std::string(emphasis) : std::string();
  if (small == 'x') return code;
  const bool is_digit = small >= '0' && small <= '7';
  if (!is_digit && (small < 'a' || small > 'h')) return std::nullopt;
  if (!code.empty()) code += ';';
  return code + std::to_string(first_colour + small - (is_digit ? '0' : 'a'));
}

std::optional<std::string> try_bsd_pair(std::string_view pair) {
  constexpr int kFirstForeground = 30;
  constexpr int kFirstBackground = 40;
  constexpr std::string_view kBold = "1";
  constexpr std::string_view kUnderlined = "4";
  auto code = try_bsd_code(pair[0], kFirstForeground, kBold);
  const auto background = try_bsd_code(pair[1], kFirstBackground, kUnderlined);
  if (!code || !background) return std::nullopt;
  if (!code->empty() && !background->empty()) *code += ';';
  return *code + *background;
}

}  // namespace

ColourSettings make_default_colour_settings() {
  // A table and a loop: assigned one by one in a row, GCC 12.2 at -O2 tests whether an optional holds a value
  // before it has made it empty.
  struct Row {
    ColourKey key;
    const char* code;
  };
  constexpr Row kRows[] = {{ColourKey::directory, "01;34"},
                           {ColourKey::link, "01;36"},
                           {ColourKey::fifo, "33"},
                           {ColourKey::socket, "01;35"},
                           {ColourKey::door, "01;35"},
                           {ColourKey::block_device, "01;33"},
                           {ColourKey::character_device, "01;33"},
                           {ColourKey::setuid, "37;41"},
                           {ColourKey::setgid, "30;43"},
                           {ColourKey::sticky, "37;44"},
                           {ColourKey::other_writable, "34;42"},
                           {ColourKey::sticky_other_writable, "30;42"},
                           {ColourKey::executable, "01;32"},
                           {ColourKey::left, "\033["},
                           {ColourKey::right, "m"},
                           {ColourKey::reset, "0"}};
  ColourSettings settings;
  for (const Row& row : kRows) settings[row.key] = row.code;
  return settings;
}

base::Result<ColourSettings, ColourError> parse_ls_colors(std::string_view text) {
  return LsColorsParser(text).parse();
}

base::Result<ColourSettings, ColourError> parse_bsd_lscolors(std::string_view text) {
  const std::string_view known = text.substr(0, kBsdDefault.size());
  ColourSettings settings = make_default_colour_settings();
  for (std::size_t i = 0; i < std::size(kBsdKeys); ++i) {
    const bool is_left_out = 2 * i >= known.size();
    const std::string_view pair = (is_left_out ? kBsdDefault : known).substr(2 * i, 2);
    if (pair.size() < 2) {
      return Failure{{"LSCOLORS", "a letter for the background is missing", 2 * i, 1}};
    }
    auto code = try_bsd_pair(pair);
    if (!code) {
      return Failure{{"LSCOLORS", "a colour is one of a to h, A to H, x and X", 2 * i, 2}};
    }
    settings[kBsdKeys[i]].reset();
    if (!code->empty()) settings[kBsdKeys[i]] = std::move(*code);
  }
  return settings;
}

}  // namespace findo::output
