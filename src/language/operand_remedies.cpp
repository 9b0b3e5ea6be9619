#include "language/operand_remedies.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <span>

#include "language/operands.hpp"
#include "language/word_remedies.hpp"

namespace findo::language {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

std::string did_you_mean(std::string_view what) { return "did you mean " + std::string(what) + '?'; }

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

/// A word and the letter that stands for it here.
struct Name {
  std::string_view name;
  char letter;
};

char letter_of(std::string_view word, std::span<const Name> names) {
  const auto found =
      std::find_if(names.begin(), names.end(), [&](const Name& row) { return row.name == word; });
  return found == names.end() ? '\0' : found->letter;
}

/// A number as people write it, taken apart: a sign in the place of `>`, `<` or a sign behind it, digits
/// without the commas between them, a point and more digits, and what follows.
struct LooseNumber {
  std::string sign;
  std::string digits;
  std::string fraction;
  std::string_view unit;
};

void take_loose_sign(std::string_view& text, std::string& sign) {
  if (text.empty()) return;
  switch (text[0]) {
    case '>': sign = '+'; break;
    case '<': sign = '-'; break;
    case '+':
    case '-': sign = text[0]; break;
    case '=': sign.clear(); break;
    default: return;
  }
  text = trimmed(text.substr(1));
}

/// "1,000" or "1_000": the mark stands before three digits and then no fourth.
bool is_separator(std::string_view text) {
  if (text.size() < 4 || (text[0] != ',' && text[0] != '_' && text[0] != '\'')) return false;
  return std::all_of(text.begin() + 1, text.begin() + 4, is_digit) &&
         (text.size() == 4 || !is_digit(text[4]));
}

LooseNumber take_apart(std::string_view text) {
  LooseNumber number;
  text = trimmed(text);
  take_loose_sign(text, number.sign);
  std::size_t at = 0;
  for (; at < text.size() && (is_digit(text[at]) || is_separator(text.substr(at))); ++at) {
    if (is_digit(text[at])) number.digits += text[at];
  }
  text.remove_prefix(at);
  if (text.size() > 1 && text[0] == '.' && is_digit(text[1])) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789", 1), text.size());
    number.fraction = text.substr(1, end - 1);
    text.remove_prefix(end);
  }
  if (text.ends_with('+') || text.ends_with('-')) {
    number.sign = text.back();
    text.remove_suffix(1);
  }
  number.unit = trimmed(text);
  return number;
}

/// The number times `factor`, if that is whole and small enough to be of use.
std::optional<std::uint64_t> try_scaled(const LooseNumber& number, std::uint64_t factor) {
  constexpr std::size_t kMostDigits = 9;
  if (number.digits.size() > kMostDigits || number.fraction.size() > kMostDigits) return std::nullopt;
  std::uint64_t value = 0;
  const std::string all = number.digits + number.fraction;
  std::from_chars(all.data(), all.data() + all.size(), value);
  std::uint64_t scale = 1;
  for (std::size_t i = 0; i < number.fraction.size(); ++i) scale *= 10;
  if (factor > UINT64_MAX / std::max<std::uint64_t>(value, 1) || value * factor % scale != 0)
    return std::nullopt;
  return value * factor / scale;
}

/// "0x1F"
std::optional<std::uint64_t> try_hexadecimal(std::string_view text) {
  if (!text.starts_with("0x") && !text.starts_with("0X")) return std::nullopt;
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + 2, end, value, 16);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

}  // namespace

std::string remedy_for_number(std::string_view text) {
  if (text.empty()) return "";
  if (const auto value = try_hexadecimal(text)) return did_you_mean(std::to_string(*value));
  if (text == "+" || text == "-")
    return "the number follows the sign without a blank: " + std::string(text) + "10";
  const std::string plain = with_plain_typography(text);
  const LooseNumber number = take_apart(plain);
  if (!number.unit.empty() || !number.fraction.empty() || number.digits.empty()) return "";
  const std::string mended = number.sign + number.digits;
  return mended != text && parse_count(mended) ? did_you_mean(mended) : "";
}

// ---- Sizes ------------------------------------------------------------------------------------------------

char size_letter(std::string_view unit) {
  constexpr Name kNames[] = {{"b", 'b'},    {"block", 'b'}, {"blocks", 'b'}, {"w", 'w'},   {"c", 'c'},
                             {"byte", 'c'}, {"bytes", 'c'}, {"k", 'k'},      {"kb", 'k'},  {"kib", 'k'},
                             {"m", 'M'},    {"mb", 'M'},    {"mib", 'M'},    {"g", 'G'},   {"gb", 'G'},
                             {"gib", 'G'},  {"t", 'T'},     {"tb", 'T'},     {"tib", 'T'}, {"p", 'P'},
                             {"pb", 'P'},   {"pib", 'P'}};
  return unit == "B" ? 'c' : letter_of(lowered(unit), kNames);
}

namespace {

/// "1.5M" in the largest unit in which it is whole: 1536k.
std::string whole_size(const LooseNumber& number, char letter) {
  constexpr std::string_view kUnits = "PTGMkc";  // each 1024 of the next
  std::uint64_t factor = 1;
  for (std::size_t i = kUnits.find(letter); i < kUnits.size(); ++i, factor *= 1024) {
    if (const auto value = try_scaled(number, factor))
      return number.sign + std::to_string(*value) + kUnits[i];
  }
  return "";
}

}  // namespace

std::string remedy_for_size(std::string_view text) {
  if (text == "+" || text == "-")
    return "the number follows the sign without a blank: " + std::string(text) + "10M";
  if (text.find("..") != std::string_view::npos) return "a range takes two tests, one with + and one with -";
  const std::string plain = with_plain_typography(text);
  const LooseNumber number = take_apart(plain);
  const char letter = number.unit.empty() ? '\0' : size_letter(number.unit);
  if (!number.digits.empty() && (letter || number.unit.empty())) {
    std::string mended = number.sign + number.digits;
    if (letter) mended += letter;
    if (!number.fraction.empty()) mended = whole_size(number, letter ? letter : 'c');
    if (mended != text && parse_size(mended)) return did_you_mean(mended);
  }
  return "sizes are such as +10M or -100k: a number and one of c (bytes) k M G T P, b (512 bytes), w (2)";
}

// ---- Ages -------------------------------------------------------------------------------------------------

char time_letter(std::string_view unit) {
  constexpr Name kNames[] = {{"s", 's'},    {"sec", 's'},  {"secs", 's'}, {"second", 's'}, {"seconds", 's'},
                             {"m", 'm'},    {"min", 'm'},  {"mins", 'm'}, {"minute", 'm'}, {"minutes", 'm'},
                             {"h", 'h'},    {"hr", 'h'},   {"hrs", 'h'},  {"hour", 'h'},   {"hours", 'h'},
                             {"d", 'd'},    {"day", 'd'},  {"days", 'd'}, {"w", 'w'},      {"wk", 'w'},
                             {"week", 'w'}, {"weeks", 'w'}};
  return letter_of(lowered(unit), kNames);
}

namespace {

/// "month", "year", or nothing.
std::string_view month_or_year(std::string_view unit) {
  constexpr Name kNames[] = {{"mo", 'M'}, {"mon", 'M'}, {"month", 'M'}, {"months", 'M'},
                             {"y", 'Y'},  {"yr", 'Y'},  {"year", 'Y'},  {"years", 'Y'}};
  const char letter = letter_of(lowered(unit), kNames);
  if (letter == '\0') return "";
  return letter == 'M' ? "month" : "year";
}

/// "+1y": before a date of then.
std::string date_instead(std::string_view date_test, const LooseNumber& number, std::string_view unit) {
  const bool is_older = number.sign == "+";
  return (is_older ? "! " : "") + std::string(date_test) + " '" + number.digits + ' ' + std::string(unit) +
         (number.digits == "1" ? "" : "s") + " ago'";
}

std::uint64_t seconds_of(char letter) {
  switch (letter) {
    case 'm': return 60;
    case 'h': return 60 * 60;
    case 'd': return 24 * 60 * 60;
    case 'w': return 7 * 24 * 60 * 60;
    default: return 1;
  }
}

/// "1.5h" in the largest unit in which it is whole: 90m.
std::string whole_span(const LooseNumber& number, char letter) {
  constexpr std::string_view kUnits = "wdhms";
  for (std::size_t i = kUnits.find(letter); i < kUnits.size(); ++i) {
    const auto value = try_scaled(number, seconds_of(letter) / seconds_of(kUnits[i]));
    if (value) return number.sign + std::to_string(*value) + kUnits[i];
  }
  return "";
}

}  // namespace

std::string remedy_for_age(std::string_view primary, std::string_view date_test, std::string_view text) {
  if (text == "+" || text == "-")
    return "the number follows the sign without a blank: " + std::string(text) + '7';
  const std::string plain = with_plain_typography(text);
  const LooseNumber number = take_apart(plain);
  const std::string_view unit = month_or_year(number.unit);
  if (!number.digits.empty() && !unit.empty())
    return "there is no such unit; name a date: " + date_instead(date_test, number, unit);
  const char letter = number.unit.empty() ? '\0' : time_letter(number.unit);
  std::string mended = number.sign + number.digits;
  if (letter) mended = whole_span(number, letter);
  if (!number.digits.empty() && (letter || number.unit.empty()) && !mended.empty() && mended != text)
    return did_you_mean(mended);
  return std::string(primary) + " takes days (-7, +30) or spans with the units s m h d w (-1h30m)";
}

std::string remedy_for_minutes(std::string_view primary, std::string_view text) {
  const std::string plain = with_plain_typography(text);
  const LooseNumber number = take_apart(plain);
  const char letter = number.unit.empty() ? 'm' : time_letter(number.unit);
  if (!number.digits.empty() && letter == 's')
    return "did you mean " + std::string(primary.substr(0, primary.rfind("min"))) + "time " + number.sign +
           number.digits + "s?";
  const auto minutes = letter && letter != 's' ? try_scaled(number, seconds_of(letter) / 60) : std::nullopt;
  if (number.digits.empty() || !minutes) return "minutes are such as -30 or +90, without a unit";
  const std::string mended = number.sign + std::to_string(*minutes);
  return mended == text ? "" : did_you_mean(mended);
}

// ---- Dates ------------------------------------------------------------------------------------------------

namespace {

/// One or two digits from 1 to `most`, as two.
std::string two_digits(std::string_view digits, int most) {
  int value = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || stop != digits.data() + digits.size() || value < 1 || value > most) return "";
  return (value < 10 ? "0" : "") + std::to_string(value);
}

/// "31/12/2025" or "31.12.2025", the day first as most of the world has it, in the order of ISO 8601.
std::string iso_date(std::string_view text) {
  const std::size_t first = text.find_first_of("/.");
  const std::size_t second =
      first == std::string_view::npos ? std::string_view::npos : text.find(text[first], first + 1);
  if (second == std::string_view::npos || text.size() != second + 5) return "";
  const std::string day = two_digits(text.substr(0, first), 31);
  const std::string month = two_digits(text.substr(first + 1, second - first - 1), 12);
  if (day.empty() || month.empty()) return "";
  return std::string(text.substr(second + 1)) + '-' + month + '-' + day;
}

}  // namespace

std::string remedy_for_date(std::string_view text) {
  if (const std::string date = iso_date(text); !date.empty()) return did_you_mean(date);
  return "dates are such as 2026-01-31, '2026-01-31 10:30', yesterday, '2 days ago', @1767225600";
}

// ---- Types ------------------------------------------------------------------------------------------------

namespace {

constexpr std::string_view kTypeLetters = "bcdflpswD";

char type_letter(std::string_view name) {
  constexpr Name kNames[] = {
      {"file", 'f'},   {"files", 'f'},     {"regular", 'f'},     {"reg", 'f'},       {"dir", 'd'},
      {"dirs", 'd'},   {"directory", 'd'}, {"directories", 'd'}, {"folder", 'd'},    {"folders", 'd'},
      {"link", 'l'},   {"links", 'l'},     {"symlink", 'l'},     {"symlinks", 'l'},  {"symbolic", 'l'},
      {"socket", 's'}, {"sock", 's'},      {"pipe", 'p'},        {"fifo", 'p'},      {"block", 'b'},
      {"blk", 'b'},    {"char", 'c'},      {"chr", 'c'},         {"character", 'c'}, {"door", 'D'}};
  if (name.size() == 1 && kTypeLetters.find(name[0]) != std::string_view::npos) return name[0];
  const std::string low = lowered(name);
  if (low.size() == 1 && kTypeLetters.find(low[0]) != std::string_view::npos) return low[0];
  return letter_of(low, kNames);
}

/// The letter, behind a comma, unless it is there already.
void add_type(std::string& list, char letter) {
  if (list.find(letter) != std::string::npos) return;
  if (!list.empty()) list += ',';
  list += letter;
}

/// "file,dir" or "f|d"; empty where one of them is no type.
std::string mended_names(std::string_view text) {
  std::string list;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(",|;/ "), text.size());
    const std::string_view name = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (name.empty()) continue;
    const char letter = type_letter(name);
    if (!letter) return "";
    add_type(list, letter);
  }
  return list;
}

/// "fd"
std::string mended_letters(std::string_view text) {
  std::string list;
  for (const char c : text) {
    if (kTypeLetters.find(c) == std::string_view::npos) return "";
    add_type(list, c);
  }
  return list;
}

}  // namespace

std::string remedy_for_types(std::string_view text) {
  if (std::string remedy = remedy_for_quotes(text); !remedy.empty()) return remedy;
  if (text == "x" || text == "executable") return "did you mean -type f -executable?";
  if (text == "e" || text == "empty") return "did you mean -empty?";
  std::string mended = mended_names(text);
  if (mended.empty()) mended = mended_letters(text);
  if (!mended.empty() && mended != text) return did_you_mean(mended);
  return "types are: f file, d directory, l link, p pipe, s socket, b block and c character device, D door, "
         "w whiteout";
}

// ---- Modes ------------------------------------------------------------------------------------------------

namespace {

/// Three characters of what ls shows, "r-x", as an octal digit; set-id and sticky bits are left out.
std::optional<char> try_octal_digit(std::string_view three) {
  int value = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    if (three[i] == '-') continue;
    if (three[i] != "rwx"[i]) return std::nullopt;
    value |= 4 >> i;
  }
  return static_cast<char>('0' + value);
}

/// "rwxr-xr-x", perhaps with the letter of a type before it, as ls shows it.
std::string mode_of_listing(std::string_view text) {
  if (text.size() == 10) text.remove_prefix(1);
  if (text.size() != 9) return "";
  std::string octal;
  for (std::size_t i = 0; i < 9; i += 3) {
    const auto digit = try_octal_digit(text.substr(i, 3));
    if (!digit) return "";
    octal += *digit;
  }
  return octal;
}

bool consists_of(std::string_view text, std::string_view letters) {
  return !text.empty() && text.find_first_not_of(letters) == std::string_view::npos;
}

}  // namespace

std::string remedy_for_mode(std::string_view text) {
  if (std::string remedy = remedy_for_quotes(text); !remedy.empty()) return remedy;
  if (const std::string octal = mode_of_listing(text); !octal.empty()) return did_you_mean(octal);
  const std::size_t sign = text.find_first_not_of("-/+") == 1 ? 1 : 0;
  const std::string_view body = text.substr(sign);
  const bool has_prefix = body.starts_with("0x") || body.starts_with("0o");
  if (has_prefix && consists_of(body.substr(2), "01234567"))
    return did_you_mean(std::string(text.substr(0, sign)) + std::string(body.substr(2)));
  if (consists_of(body, "0123456789")) {
    return body.find_first_of("89") != std::string_view::npos ? "the digits of a mode are octal: 0 to 7"
                                                              : "the largest mode is 7777";
  }
  if (sign == 0 && consists_of(body, "rwx")) {
    const std::string letters(body);
    return "did you mean -a+" + letters + " (for everybody) or /a+" + letters + " (for anybody)?";
  }
  return "modes are such as 644, -u+w (all of these), /222 (any of these), u=rw,go=r; letters are ugoa, "
         "rwxXst";
}

}  // namespace findo::language
