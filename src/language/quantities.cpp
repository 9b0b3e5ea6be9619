// A decimal with a unit is U·(I + 0.d1…dn), for a unit of U bytes or nanoseconds. The fraction is worked out
// from its last digit to its first: x becomes (d·U + x) / 10. Dropping the rest of each division leaves the
// whole part right, since ⌊(a + f) / 10⌋ = ⌊a / 10⌋ for 0 ≤ f < 1; and the value is whole if no division left
// a rest. With U ≤ 10^18 no step exceeds 64 bits.

#include "language/quantities.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace findo::language {
namespace {

using base::Timestamp;

base::Failure<OperandError> failure(std::string message, std::string_view text, std::string_view part,
                                    std::string remedy = {}) {
  const auto offset = static_cast<std::size_t>(part.data() - text.data());
  return base::Failure{OperandError{std::move(message), offset, part.size(), std::move(remedy)}};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Takes what `belongs` away from the front.
template <class Belongs>
std::string_view take_while(std::string_view& text, Belongs&& belongs) {
  std::size_t length = 0;
  while (length < text.size() && belongs(text[length])) ++length;
  const std::string_view taken = text.substr(0, length);
  text.remove_prefix(length);
  return taken;
}

/// digits ["." digits] letters, as they stand.
struct Decimal {
  std::string_view whole;
  std::string_view fraction;
  std::string_view unit;
};

/// Takes a decimal from the front; nothing where there is no digit.
std::optional<Decimal> try_take_decimal(std::string_view& text) {
  Decimal decimal;
  decimal.whole = take_while(text, is_digit);
  const bool is_range = text.starts_with("..");
  if (text.starts_with('.') && !is_range) {
    text.remove_prefix(1);
    decimal.fraction = take_while(text, is_digit);
  }
  if (decimal.whole.empty() && decimal.fraction.empty()) return std::nullopt;
  decimal.unit = take_while(text, is_letter);
  return decimal;
}

/// The digits as a number times `unit`, unless that is more than `most`.
std::optional<std::uint64_t> try_scaled(std::string_view digits, std::uint64_t unit, std::uint64_t most) {
  std::uint64_t number = 0;
  for (const char c : digits) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (number > (most - digit) / 10) return std::nullopt;
    number = number * 10 + digit;
  }
  if (number > most / unit) return std::nullopt;
  return number * unit;
}

struct Fraction {
  std::uint64_t whole = 0;
  bool has_rest = false;
};

/// 0.DIGITS times `unit`, at most 2^60.
Fraction scaled_fraction(std::string_view digits, std::uint64_t unit) {
  Fraction fraction;
  for (std::size_t i = digits.size(); i-- > 0;) {
    const std::uint64_t sum = static_cast<std::uint64_t>(digits[i] - '0') * unit + fraction.whole;
    fraction.whole = sum / 10;
    fraction.has_rest |= sum % 10 != 0;
  }
  return fraction;
}

/// The parts of "A..B"; nothing where there is no "..".
std::optional<std::array<std::string_view, 2>> try_ends(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  return std::array{text.substr(0, dots), text.substr(dots + 2)};
}

// ---- Sizes ------------------------------------------------------------------------------------------------

constexpr std::uint64_t kMostBytes = std::numeric_limits<std::uint64_t>::max();
constexpr const char* kSizesAre =
    "sizes are such as 4096, +1.5M, 10k..2GB; k M G T P E and KiB MiB ... count by 1024, KB MB ... by 1000";

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::uint64_t power(std::uint64_t base, std::size_t exponent) {
  std::uint64_t product = 1;
  for (std::size_t i = 0; i < exponent; ++i) product *= base;
  return product;
}

/// 0 where there is no such unit.
std::uint64_t bytes_of_unit(std::string_view unit) {
  constexpr std::string_view kPrefixes = "kmgtpe";
  std::string low(unit);
  std::transform(low.begin(), low.end(), low.begin(), lowered);
  if (low.empty() || low == "b") return 1;
  const std::size_t prefix = kPrefixes.find(low[0]);
  if (prefix == std::string_view::npos) return 0;
  const std::string_view rest = std::string_view(low).substr(1);
  if (rest.empty() || rest == "ib") return power(1024, prefix + 1);
  return rest == "b" ? power(1000, prefix + 1) : 0;
}

/// A size, rounded down, and whether that has cut something off.
struct Size {
  std::uint64_t bytes = 0;
  bool has_rest = false;
};
using SizeResult = base::Result<Size, OperandError>;

SizeResult parse_one_size(std::string_view text, std::string_view part) {
  std::string_view rest = part;
  const auto decimal = try_take_decimal(rest);
  if (!decimal) return failure("a number is missing", text, part, kSizesAre);
  if (!rest.empty()) return failure("this is no size", text, part, kSizesAre);
  const std::uint64_t unit = bytes_of_unit(decimal->unit);
  if (unit == 0) return failure("unknown unit of size", text, decimal->unit, kSizesAre);
  const auto whole = try_scaled(decimal->whole, unit, kMostBytes);
  const Fraction fraction = scaled_fraction(decimal->fraction, unit);
  const bool is_beyond = !whole || fraction.whole > kMostBytes - *whole ||
                         (fraction.has_rest && fraction.whole == kMostBytes - *whole);
  if (is_beyond) return failure("this is larger than any file can be", text, part);
  return Size{*whole + fraction.whole, fraction.has_rest};
}

/// The least and the most that is not below, not above the size.
std::uint64_t rounded_up(Size size) { return size.bytes + (size.has_rest ? 1 : 0); }

constexpr ByteRange kNoSize{1, 0};

ByteRange sizes_above(Size size) {
  return size.bytes == kMostBytes ? kNoSize : ByteRange{size.bytes + 1, kMostBytes};
}

ByteRange sizes_below(Size size) {
  const std::uint64_t end = rounded_up(size);
  return end == 0 ? kNoSize : ByteRange{0, end - 1};
}

base::Result<ByteRange, OperandError> parse_size_ends(std::string_view text, std::string_view least,
                                                      std::string_view most) {
  ByteRange range;
  if (least.empty() && most.empty()) return failure("a range has at least one end", text, text, kSizesAre);
  if (!least.empty()) {
    const auto size = parse_one_size(text, least);
    if (!size) return base::Failure{size.error()};
    range.least = rounded_up(*size);
  }
  if (!most.empty()) {
    const auto size = parse_one_size(text, most);
    if (!size) return base::Failure{size.error()};
    range.most = size->bytes;
  }
  if (range.least <= range.most) return range;
  return failure("this range ends before it begins", text, text,
                 "did you mean " + std::string(most) + ".." + std::string(least) + '?');
}

}  // namespace

base::Result<ByteRange, OperandError> parse_byte_range(std::string_view text) {
  if (const auto ends = try_ends(text)) return parse_size_ends(text, (*ends)[0], (*ends)[1]);
  const bool has_sign = text.starts_with('+') || text.starts_with('-');
  const auto size = parse_one_size(text, has_sign ? text.substr(1) : text);
  if (!size) return base::Failure{size.error()};
  if (has_sign) return text[0] == '+' ? sizes_above(*size) : sizes_below(*size);
  if (!size->has_rest) return ByteRange{size->bytes, size->bytes};
  const std::string typed(text);
  return failure("this is no whole number of bytes, so no file is exactly so large", text, text,
                 "more: +" + typed + "; less: -" + typed);
}

// ---- Ages -------------------------------------------------------------------------------------------------

namespace {

constexpr const char* kAgesAre =
    "ages are such as -36h, +2weeks, 1d12h..3d; units are ns us ms s m h d w mo y and their names";

// A file system can tell times of some 10^11 years; this leaves room to subtract from any moment.
constexpr std::uint64_t kMostSeconds = std::uint64_t{1} << 61U;

constexpr std::uint64_t kSecond = 1'000'000'000;

struct AgeUnit {
  std::array<std::string_view, 4> names;
  std::uint64_t nanoseconds;
};

constexpr std::uint64_t kDay = 24 * 60 * 60 * kSecond;
constexpr std::uint64_t kYear = kDay * 36525 / 100;
constexpr AgeUnit kAgeUnits[] = {
    {{"ns", "nsec", "nanosecond", "nanoseconds"}, 1},
    {{"us", "usec", "microsecond", "microseconds"}, 1000},
    {{"ms", "msec", "millisecond", "milliseconds"}, 1'000'000},
    {{"s", "sec", "second", "seconds"}, kSecond},
    {{"m", "min", "minute", "minutes"}, 60 * kSecond},
    {{"h", "hr", "hour", "hours"}, 60 * 60 * kSecond},
    {{"d", "", "day", "days"}, kDay},
    {{"w", "", "week", "weeks"}, 7 * kDay},
    {{"mo", "", "month", "months"}, kYear / 12},
    {{"y", "yr", "year", "years"}, kYear},
};

/// 0 where there is no such unit.
std::uint64_t nanoseconds_of_unit(std::string_view name) {
  if (name.empty()) return 0;
  if (name == "secs" || name == "mins" || name == "hrs" || name == "yrs") name.remove_suffix(1);
  for (const AgeUnit& unit : kAgeUnits) {
    if (std::find(unit.names.begin(), unit.names.end(), name) != unit.names.end()) return unit.nanoseconds;
  }
  return 0;
}

/// One number of a span. Units below the second are decimal parts of it, so that the last digits of so many
/// of them are no whole seconds: six of microseconds.
std::optional<Timestamp> try_length(const Decimal& decimal, std::uint64_t unit) {
  std::size_t digits_below = 0;
  for (std::uint64_t part = unit; part < kSecond; part *= 10) ++digits_below;
  const std::size_t digits = decimal.whole.size() - std::min(digits_below, decimal.whole.size());
  const std::uint64_t unit_seconds = std::max<std::uint64_t>(unit / kSecond, 1);
  const auto seconds = try_scaled(decimal.whole.substr(0, digits), unit_seconds, kMostSeconds);
  if (!seconds) return std::nullopt;
  const std::uint64_t beyond = *try_scaled(decimal.whole.substr(digits), unit, kSecond);
  const std::uint64_t nanoseconds = scaled_fraction(decimal.fraction, unit).whole + beyond;
  return Timestamp{static_cast<std::int64_t>(*seconds + nanoseconds / kSecond),
                   static_cast<std::int32_t>(nanoseconds % kSecond)};
}

/// a + b for lengths that are not negative, unless the sum is beyond all time.
std::optional<Timestamp> try_sum(Timestamp a, Timestamp b) {
  Timestamp sum{a.seconds + b.seconds, a.nanoseconds + b.nanoseconds};
  if (sum.nanoseconds >= static_cast<std::int32_t>(kSecond)) {
    sum.nanoseconds -= static_cast<std::int32_t>(kSecond);
    ++sum.seconds;
  }
  if (static_cast<std::uint64_t>(sum.seconds) > kMostSeconds) return std::nullopt;
  return sum;
}

using SpanResult = base::Result<Timestamp, OperandError>;

SpanResult parse_span(std::string_view text, std::string_view part) {
  if (part == "0") return Timestamp{};
  Timestamp span;
  std::string_view rest = part;
  do {
    const std::string_view at = rest;
    const auto decimal = try_take_decimal(rest);
    if (!decimal) return failure("a number is missing", text, at, kAgesAre);
    if (decimal->unit.empty())
      return failure("a unit of time is missing behind the number", text,
                     at.substr(0, at.size() - rest.size()), kAgesAre);
    const std::uint64_t unit = nanoseconds_of_unit(decimal->unit);
    if (unit == 0) return failure("unknown unit of time", text, decimal->unit, kAgesAre);
    if (scaled_fraction(decimal->fraction, unit).has_rest)
      return failure("nothing is told more finely than in nanoseconds", text, decimal->fraction);
    const auto length = try_length(*decimal, unit);
    const auto sum = length ? try_sum(span, *length) : std::nullopt;
    if (!sum) return failure("this span is longer than time is", text, part);
    span = *sum;
  } while (!rest.empty());
  return span;
}

Timestamp nanosecond_after(Timestamp time) {
  if (++time.nanoseconds == static_cast<std::int32_t>(kSecond)) return {time.seconds + 1, 0};
  return time;
}

Timestamp nanosecond_before(Timestamp time) {
  if (time.nanoseconds == 0) return {time.seconds - 1, static_cast<std::int32_t>(kSecond) - 1};
  return {time.seconds, time.nanoseconds - 1};
}

base::Result<AgeRange, OperandError> parse_age_ends(std::string_view text, std::string_view least,
                                                    std::string_view most) {
  AgeRange range;
  if (least.empty() && most.empty()) return failure("a range has at least one end", text, text, kAgesAre);
  if (!least.empty()) {
    const auto span = parse_span(text, least);
    if (!span) return base::Failure{span.error()};
    range.least = *span;
  }
  if (!most.empty()) {
    const auto span = parse_span(text, most);
    if (!span) return base::Failure{span.error()};
    range.most = *span;
  }
  if (range.least <= range.most) return range;
  return failure("this range ends before it begins", text, text,
                 "did you mean " + std::string(most) + ".." + std::string(least) + '?');
}

}  // namespace

base::Result<AgeRange, OperandError> parse_age_range(std::string_view text) {
  if (const auto ends = try_ends(text)) return parse_age_ends(text, (*ends)[0], (*ends)[1]);
  const bool has_sign = text.starts_with('+') || text.starts_with('-');
  const auto span = parse_span(text, has_sign ? text.substr(1) : text);
  if (!span) return base::Failure{span.error()};
  AgeRange range;
  if (!has_sign) return AgeRange{*span, *span, true};
  if (text[0] == '+') range.least = nanosecond_after(*span);
  if (text[0] == '-') range.most = nanosecond_before(*span);
  return range;
}

}  // namespace findo::language
