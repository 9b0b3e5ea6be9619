#include "language/operands.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "language/operand_remedies.hpp"

namespace findo::language {
namespace {

base::Failure<OperandError> not_a_number(std::string_view text) {
  if (text.empty()) return base::Failure{OperandError{"a number is missing"}};
  return base::Failure{
      OperandError{'"' + std::string(text) + "\" is not a number", 0, 0, remedy_for_number(text)}};
}

Comparison take_sign(std::string_view& text) {
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return Comparison::equal;
  const char sign = text[0];
  text.remove_prefix(1);
  return sign == '+' ? Comparison::greater : Comparison::less;
}

std::uint64_t unit_of(char letter) {
  switch (letter) {
    case 'c': return 1;
    case 'w': return 2;
    case 'b': return 512;
    case 'k': return 1ULL << 10;
    case 'M': return 1ULL << 20;
    case 'G': return 1ULL << 30;
    case 'T': return 1ULL << 40;
    case 'P': return 1ULL << 50;
    default: return 0;
  }
}

}  // namespace

base::Result<Count, OperandError> parse_count(std::string_view text) {
  std::string_view digits = text;
  Count count;
  count.comparison = take_sign(digits);
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, count.number);
  if (error == std::errc::result_out_of_range) {
    return base::Failure{OperandError{'"' + std::string(text) + "\" is too large a number"}};
  }
  if (error != std::errc() || stop != end) return not_a_number(text);
  return count;
}

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Decimal digits with at most one point among them; nothing where there is anything else, or no digit.
/// Exact to the nearest double while the digits make a number below 2^53. Not from_chars, which for floating
/// point would bring libm into the program, and a third of a millisecond into every start.
std::optional<double> try_decimal(std::string_view text) {
  double digits = 0;
  double scale = 1;
  bool has_digit = false;
  bool has_point = false;
  for (const char c : text) {
    if (c == '.' && !has_point) {
      has_point = true;
      continue;
    }
    if (!is_digit(c)) return std::nullopt;
    has_digit = true;
    digits = digits * 10 + (c - '0');
    if (has_point) scale *= 10;
  }
  return has_digit ? std::optional(digits / scale) : std::nullopt;
}

}  // namespace

base::Result<Quantity, OperandError> parse_quantity(std::string_view text) {
  std::string_view digits = text;
  Quantity quantity;
  quantity.comparison = take_sign(digits);
  constexpr std::size_t kMostDigits = 200;  // more would lead to infinities
  const auto number = digits.size() <= kMostDigits ? try_decimal(digits) : std::nullopt;
  if (!number) return not_a_number(text);
  quantity.number = *number;
  return quantity;
}

namespace {

constexpr auto kLongestSeconds = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

std::uint64_t seconds_of_unit(char unit) {
  switch (unit) {
    case 's': return 1;
    case 'm': return 60;
    case 'h': return 60 * 60;
    case 'd': return 24 * 60 * 60;
    case 'w': return 7 * 24 * 60 * 60;
    default: return 0;
  }
}

/// How many letters the text begins with, as a unit written out has; at least 1, so that they can be shown.
std::size_t letters_ahead(std::string_view text) {
  std::size_t letters = 0;
  while (letters < text.size() && has_time_units(text.substr(letters, 1))) ++letters;
  return std::max<std::size_t>(letters, 1);
}

base::Failure<OperandError> too_long_a_span() {
  return base::Failure{OperandError{"this span is longer than time is"}};
}

}  // namespace

bool has_time_units(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

base::Result<Count, OperandError> parse_time_span(std::string_view text) {
  std::string_view rest = text;
  Count span;
  span.comparison = take_sign(rest);
  do {
    std::uint64_t number = 0;
    const auto [stop, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (error == std::errc::result_out_of_range) return too_long_a_span();
    if (error != std::errc()) return not_a_number(text);
    rest.remove_prefix(static_cast<std::size_t>(stop - rest.data()));
    const std::size_t offset = text.size() - rest.size();
    if (rest.empty()) return base::Failure{OperandError{"a unit of time is missing at the end: s m h d w"}};
    const std::size_t letters = letters_ahead(rest);
    const std::uint64_t unit = letters == 1 ? seconds_of_unit(rest[0]) : 0;
    if (unit == 0)
      return base::Failure{OperandError{"unknown unit of time; one of s m h d w", offset, letters}};
    if (number > (kLongestSeconds - span.number) / unit) return too_long_a_span();
    span.number += number * unit;
    rest.remove_prefix(1);
  } while (!rest.empty());
  return span;
}

base::Result<std::uint64_t, OperandError> parse_positive(std::string_view text) {
  auto count = parse_count(text);
  if (!count) return base::Failure{std::move(count.error())};
  if (count->comparison == Comparison::equal && count->number > 0) return count->number;
  return base::Failure{OperandError{"this must be a whole number from 1 on, without a sign"}};
}

base::Result<int, OperandError> parse_exit_status(std::string_view text) {
  const auto count = parse_count(text);
  if (count && count->comparison == Comparison::equal && count->number <= 255) {
    return static_cast<int>(count->number);
  }
  return base::Failure{OperandError{"an exit status is a number from 0 to 255"}};
}

base::Result<int, OperandError> parse_depth(std::string_view text) {
  int depth = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, depth);
  if (error != std::errc() || stop != end || text[0] == '-') {
    return base::Failure{
        OperandError{"a depth is a whole number from 0 to 2147483647, not \"" + std::string(text) + '"'}};
  }
  return depth;
}

namespace {

/// The error with the remedy that fits the whole operand.
base::Failure<OperandError> with_remedy(OperandError error, std::string remedy) {
  error.remedy = std::move(remedy);
  return base::Failure{std::move(error)};
}

}  // namespace

base::Result<SizeOperand, OperandError> parse_size(std::string_view text) {
  SizeOperand size;
  std::string_view number = text;
  const std::size_t end_of_number = text.find_last_of("0123456789") + 1;  // npos + 1 is 0
  const std::string_view unit = text.substr(end_of_number);
  if (!unit.empty()) {
    size.unit_bytes = unit.size() == 1 ? unit_of(unit[0]) : 0;
    if (end_of_number == 0) return with_remedy({"a number is missing"}, remedy_for_size(text));
    if (size.unit_bytes == 0) {
      return with_remedy({"unknown unit of size; one of c w b k M G T P", end_of_number, unit.size()},
                         remedy_for_size(text));
    }
    number.remove_suffix(1);
  }
  auto count = parse_count(number);
  if (!count && number.find('.') != std::string_view::npos)
    count.error().message = "a size is a whole number";
  if (!count) return with_remedy(std::move(count.error()), remedy_for_size(text));
  size.count = *count;
  return size;
}

base::Result<TypeSet, OperandError> parse_types(std::string_view text) {
  // In the order of files::FileType; `w`, a whiteout of BSD's union file systems, never occurs here but is a
  // word.
  constexpr std::string_view kLetters = "?pcdbflsDw";
  const auto failure = [&](std::string_view message, std::size_t offset, std::size_t length) {
    return with_remedy({std::string(message), offset, length}, remedy_for_types(text));
  };
  TypeSet types = 0;
  for (std::size_t i = 0;; i += 2) {
    if (i >= text.size()) return failure("a letter is missing at the end of the list of types", 0, 0);
    const std::size_t type = text[i] == '?' ? std::string_view::npos : kLetters.find(text[i]);
    const std::size_t end = std::min(text.find(',', i), text.size());
    if (type == std::string_view::npos) return failure("unknown type", i, end - i);
    const auto bit = static_cast<TypeSet>(1U << type);
    if (types & bit) return failure("a type stands twice in the list", i, 1);
    types = static_cast<TypeSet>(types | bit);
    if (i + 1 == text.size()) return types;
    if (text[i + 1] != ',') return failure("types are single letters, with commas between them", i, end - i);
  }
}

namespace {

constexpr mode_t kAllBits = 07777;
constexpr mode_t kAnyExecute = 0111;

/// One pass over a symbolic mode, for a file or for a directory (X differs). Grammar, from POSIX chmod:
/// mode = clause { "," clause };  clause = { u|g|o|a } action { action };  action = (+|-|=) ( u|g|o | {
/// r|w|x|X|s|t } ). GNU chmod: a clause without u, g, o and a may end in an action with an octal number,
/// which the mask does not concern.
class SymbolicMode {
 public:
  SymbolicMode(std::string_view text, mode_t umask, bool is_directory)
      : text_(text), umask_(umask), is_directory_(is_directory) {}

  std::optional<mode_t> value() {
    do {
      if (!clause()) return std::nullopt;
    } while (take(','));
    if (next_ != text_.size()) return std::nullopt;
    return mode_;
  }
  std::size_t stopped_at() const { return next_; }

 private:
  bool at(std::string_view letters) const {
    return next_ < text_.size() && letters.find(text_[next_]) != std::string_view::npos;
  }
  bool take(char c) {
    if (next_ >= text_.size() || text_[next_] != c) return false;
    ++next_;
    return true;
  }

  static mode_t who_bits(char who) {
    switch (who) {
      case 'u': return 04700;
      case 'g': return 02070;
      case 'o': return 01007;
      default: return kAllBits;
    }
  }

  bool clause() {
    mode_t who = 0;
    bool who_given = false;
    for (; at("ugoa"); ++next_) who |= who_bits(text_[next_]), who_given = true;
    // POSIX chmod: without who the bits of the file creation mask stay untouched.
    const mode_t affected = who_given ? who : kAllBits & ~umask_;
    if (!at("+-=")) return false;
    while (at("+-=")) {
      const char operation = text_[next_++];
      if (!who_given && at("01234567")) return take_octal(operation);
      const std::size_t begin = next_;
      const mode_t bits = permissions() & affected;
      const mode_t named = who_given ? who : kAllBits;
      act(operation, bits, named & ~kept_by(text_.substr(begin, next_ - begin)));
    }
    return true;
  }

  /// `cleared`: what = takes away.
  void act(char operation, mode_t bits, mode_t cleared) {
    if (operation == '+') mode_ |= bits;
    if (operation == '-') mode_ &= ~bits;
    if (operation == '=') mode_ = (mode_ & ~cleared) | bits;
  }

  /// The last thing in its clause.
  bool take_octal(char operation) {
    mode_t bits = 0;
    for (; at("01234567"); ++next_) {
      bits = bits << 3 | static_cast<mode_t>(text_[next_] - '0');
      if (bits > kAllBits) return false;
    }
    act(operation, bits, kAllBits);
    return next_ == text_.size() || text_[next_] == ',';
  }

  /// GNU chmod: a directory keeps its set-id bits unless an action names them.
  mode_t kept_by(std::string_view permissions) const {
    return is_directory_ && permissions.find('s') == std::string_view::npos ? 06000 : 0;
  }

  mode_t permissions() {
    if (at("ugo")) return copied(text_[next_++]);
    mode_t bits = 0;
    for (; at("rwxXst"); ++next_) bits |= permission(text_[next_]);
    return bits;
  }

  mode_t copied(char from) const {
    const int shift = from == 'u' ? 6 : from == 'g' ? 3 : 0;
    const mode_t bits = mode_ >> shift & 07;
    return bits << 6 | bits << 3 | bits;
  }

  mode_t permission(char letter) const {
    switch (letter) {
      case 'r': return 0444;
      case 'w': return 0222;
      case 'x': return kAnyExecute;
      case 'X': return is_directory_ || (mode_ & kAnyExecute) ? kAnyExecute : 0;
      case 's': return 06000;
      default: return 01000;
    }
  }

  std::string_view text_;
  mode_t umask_;
  bool is_directory_;
  mode_t mode_ = 0;
  std::size_t next_ = 0;
};

std::optional<mode_t> try_octal_mode(std::string_view text) {
  unsigned value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value, 8);
  if (error != std::errc() || stop != end || value > kAllBits) return std::nullopt;
  return static_cast<mode_t>(value);
}

}  // namespace

base::Result<ModeOperand, OperandError> parse_mode(std::string_view text, mode_t umask) {
  ModeOperand mode;
  std::string_view body = text;
  if (!body.empty() && (body[0] == '-' || body[0] == '/')) {
    mode.match = body[0] == '-' ? ModeOperand::Match::all_of : ModeOperand::Match::any_of;
    body.remove_prefix(1);
  } else if (body.size() > 1 && body[0] == '+' && try_octal_mode(body.substr(1))) {
    mode.match = ModeOperand::Match::any_of;
    body.remove_prefix(1);
  }
  if (const auto octal = try_octal_mode(body)) {
    mode.for_files = mode.for_directories = *octal;
    return mode;
  }
  SymbolicMode for_files(body, umask, false);
  const auto bits = for_files.value();
  if (!bits) {
    const std::size_t offset = text.size() - body.size() + for_files.stopped_at();
    return with_remedy({"this is no file mode", offset, offset < text.size() ? 1U : 0U},
                       remedy_for_mode(text));
  }
  mode.for_files = *bits;
  mode.for_directories = *SymbolicMode(body, umask, true).value();
  return mode;
}

}  // namespace findo::language
