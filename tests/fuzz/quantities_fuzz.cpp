// Ranges of bytes and of ages against a reading of them in 128 bits; the other small languages of operands
// must read or refuse, and point into the operand. Input: a byte that chooses the language, the operand.
#include <optional>

#include "fuzz/input.hpp"
#include "language/operands.hpp"
#include "language/quantities.hpp"

namespace {

using namespace findo::language;
using findo::base::Timestamp;
using findo::fuzz::Input;
using findo::fuzz::is_inside;
using findo::fuzz::require;

__extension__ using Wide = unsigned __int128;

/// A number of bytes or nanoseconds: its whole part, and whether there is more.
struct Exact {
  Wide whole = 0;
  bool has_rest = false;
};

/// Digits, a point and digits, letters, cut off the front of a text.
struct Number {
  Wide digits = 0;
  Wide power = 1;  ///< of ten, that the digits are to be divided by
  std::string unit{};
};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::optional<Number> try_number(std::string_view& text) {
  Number number;
  std::size_t digits = 0;
  bool has_point = false;
  for (; !text.empty(); text.remove_prefix(1)) {
    const bool is_point = text[0] == '.' && !has_point;
    if (!is_point && !is_digit(text[0])) break;
    has_point |= is_point;
    if (is_point) continue;
    ++digits;
    number.digits = number.digits * 10 + static_cast<unsigned>(text[0] - '0');
    if (has_point) number.power *= 10;
  }
  if (digits == 0) return std::nullopt;
  for (; !text.empty() && is_letter(text[0]); text.remove_prefix(1)) number.unit += text[0];
  return number;
}

/// More digits than these may not fit.
bool has_few_digits(std::string_view text) {
  constexpr std::ptrdiff_t kMost = 20;
  return std::count_if(text.begin(), text.end(), is_digit) <= kMost;
}

Exact scaled(const Number& number, std::uint64_t unit) {
  // At most 10^20 * 2^60, which is less than 2^127.
  const Wide product = number.digits * unit;
  return {product / number.power, product % number.power != 0};
}

std::uint64_t bytes_of(std::string unit) {
  for (char& c : unit) c = is_letter(c) ? static_cast<char>(c | 0x20) : c;
  if (unit.empty() || unit == "b") return 1;
  const std::size_t exponent = std::string_view("kmgtpe").find(unit[0]) + 1;  // npos + 1 is 0
  const std::string rest = unit.substr(1);
  if (exponent == 0 || (!rest.empty() && rest != "b" && rest != "ib")) return 0;
  std::uint64_t bytes = 1;
  for (std::size_t i = 0; i < exponent; ++i) bytes *= rest == "b" ? 1000 : 1024;
  return bytes;
}

std::optional<Exact> try_size(std::string_view text) {
  constexpr Wide kMost = UINT64_MAX;
  const auto number = try_number(text);
  if (!number || !text.empty() || bytes_of(number->unit) == 0) return std::nullopt;
  const Exact size = scaled(*number, bytes_of(number->unit));
  if (size.whole > kMost || (size.whole == kMost && size.has_rest)) return std::nullopt;
  return size;
}

std::uint64_t nanoseconds_of(std::string_view unit) {
  constexpr std::uint64_t kSecond = 1'000'000'000;
  constexpr std::uint64_t kHour = 3600 * kSecond;
  constexpr std::pair<std::string_view, std::uint64_t> kUnits[] = {
      {" ns nsec nanosecond nanoseconds ", 1},
      {" us usec microsecond microseconds ", 1000},
      {" ms msec millisecond milliseconds ", 1'000'000},
      {" s sec secs second seconds ", kSecond},
      {" m min mins minute minutes ", 60 * kSecond},
      {" h hr hrs hour hours ", kHour},
      {" d day days ", 24 * kHour},
      {" w week weeks ", 7 * 24 * kHour},
      {" mo month months ", 8766 * kHour / 12},
      {" y yr yrs year years ", 8766 * kHour},
  };
  const std::string padded = ' ' + std::string(unit) + ' ';
  for (const auto& [names, nanoseconds] : kUnits) {
    if (!unit.empty() && names.find(padded) != std::string_view::npos) return nanoseconds;
  }
  return 0;
}

/// Nothing also for what has fractions of nanoseconds.
std::optional<Exact> try_age(std::string_view text) {
  constexpr Wide kMostSeconds = Wide{1} << 61U;
  Exact sum;
  if (text == "0") return sum;
  do {
    const auto number = try_number(text);
    if (!number || nanoseconds_of(number->unit) == 0) return std::nullopt;
    const Exact part = scaled(*number, nanoseconds_of(number->unit));
    sum.whole += part.whole;
    if (part.has_rest || sum.whole / 1'000'000'000 > kMostSeconds) return std::nullopt;
  } while (!text.empty());
  return sum;
}

/// From `least` to `most`, both included; an end that is absent is open.
struct Range {
  std::optional<Wide> least{};
  std::optional<Wide> most{};
  bool is_empty = false;
};

/// `try_read` reads what stands at either end.
template <class TryRead>
std::optional<Range> try_range(std::string_view text, TryRead&& try_read) {
  const std::size_t dots = text.find("..");
  Range range;
  if (dots != std::string_view::npos) {
    const std::string_view least = text.substr(0, dots);
    const std::string_view most = text.substr(dots + 2);
    const auto low = try_read(least);
    const auto high = try_read(most);
    if ((!least.empty() && !low) || (!most.empty() && !high) || (!low && !high)) return std::nullopt;
    if (low) range.least = low->whole + (low->has_rest ? 1 : 0);
    if (high) range.most = high->whole;
    if (low && high && *range.least > *range.most) return std::nullopt;
    return range;
  }
  const bool has_sign = text.starts_with('+') || text.starts_with('-');
  const auto value = try_read(text.substr(has_sign ? 1 : 0));
  if (!value || (!has_sign && value->has_rest)) return std::nullopt;
  if (text[0] == '+') {
    range.least = value->whole + 1;
  } else if (text[0] == '-') {
    range.is_empty = value->whole == 0 && !value->has_rest;
    range.most = value->whole - (value->has_rest ? 0 : 1);
  } else {
    range.least = range.most = value->whole;
  }
  return range;
}

void check(const OperandError& error, std::string_view text) {
  require(!error.message.empty() && is_inside(error.offset, error.length, text.size()));
}

void check_bytes(std::string_view text) {
  const auto range = parse_byte_range(text);
  if (!range) check(range.error(), text);
  if (!has_few_digits(text)) return;
  const auto expected = try_range(text, try_size);
  require(static_cast<bool>(range) == expected.has_value());
  if (!range) return;
  const bool is_empty = expected->is_empty || expected->least.value_or(0) > UINT64_MAX;
  require(is_empty == (range->least > range->most));
  if (is_empty) return;
  require(range->least == expected->least.value_or(0));
  require(range->most == expected->most.value_or(UINT64_MAX));
}

bool is_at(Timestamp time, Wide nanoseconds) {
  constexpr std::uint32_t kSecond = 1'000'000'000;
  return time.seconds == static_cast<std::int64_t>(nanoseconds / kSecond) &&
         time.nanoseconds == static_cast<std::int32_t>(nanoseconds % kSecond);
}

void check_ages(std::string_view text) {
  const auto range = parse_age_range(text);
  if (!range) check(range.error(), text);
  if (!has_few_digits(text)) return;
  const auto expected = try_range(text, try_age);
  require(static_cast<bool>(range) == expected.has_value());
  if (!range) return;
  if (expected->is_empty) {  // only what lies in the future is younger than 0
    require(range->most.seconds == -1 && range->most.nanoseconds == 999'999'999);
    return;
  }
  require(expected->least ? is_at(range->least, *expected->least) : range->least.seconds == INT64_MIN);
  require(expected->most ? is_at(range->most, *expected->most) : range->most.seconds == INT64_MAX);
}

template <class Value>
void check_refusal(const findo::base::Result<Value, OperandError>& value, std::string_view text) {
  if (!value) check(value.error(), text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::uint8_t choice = input.take_byte();
  const std::string_view text = input.take_rest();
  switch (choice % 12) {
    case 0: check_refusal(parse_count(text), text); break;
    case 1: check_refusal(parse_quantity(text), text); break;
    case 2: check_refusal(parse_time_span(text), text); break;
    case 3: check_refusal(parse_size(text), text); break;
    case 4: check_refusal(parse_types(text), text); break;
    case 5: check_refusal(parse_mode(text, choice & 0x80U ? 022 : 0), text); break;
    case 6: check_refusal(parse_depth(text), text); break;
    case 7: check_refusal(parse_exit_status(text), text); break;
    case 8:
    case 9: check_bytes(text); break;
    default: check_ages(text); break;
  }
  return 0;
}
