// GNU find 4.9 is the source of every oddity here: ten digits of fraction of which the last is always 0; the
// fraction of a time before 1970 printed as it is stored, so that -0.75 s is "-1.2500000000"; a plain number
// of seconds where the local time cannot be told.

#include "output/time_fields.hpp"

#include <cstdio>
#include <string_view>

#include "output/numbers.hpp"

namespace findo::output {
namespace {

using base::Timestamp;

constexpr unsigned kTmBaseYear = 1900;

void append_two_digits(std::string& out, int number, char fill = '0') {
  out += number < 10 ? fill : static_cast<char>('0' + number / 10);
  out += static_cast<char>('0' + number % 10);
}

/// ".1234567890"
void append_fraction(std::string& out, Timestamp time) {
  char digits[] = ".0000000000";
  int rest = time.nanoseconds;
  for (int at = 9; at > 0; --at, rest /= 10) digits[at] = static_cast<char>('0' + rest % 10);
  out += digits;
}

void append_seconds(std::string& out, std::int64_t seconds) {
  if (seconds < 0) out += '-';
  const auto magnitude = static_cast<std::uint64_t>(seconds);
  append_number(out, seconds < 0 ? 0 - magnitude : magnitude);
}

void append_exact_seconds(std::string& out, Timestamp time) {
  append_seconds(out, time.seconds);
  append_fraction(out, time);
}

void append_time_of_day(std::string& out, const std::tm& local) {
  append_two_digits(out, local.tm_hour);
  out += ':';
  append_two_digits(out, local.tm_min);
  out += ':';
  append_two_digits(out, local.tm_sec);
}

/// Of four characters at least, as %04d counts them: "0881", "-001". The last years wrap round, as an int
/// does.
void append_padded_year(std::string& out, int tm_year) {
  char digits[16];
  const auto year = static_cast<int>(static_cast<unsigned>(tm_year) + kTmBaseYear);
  const int length = std::snprintf(digits, sizeof digits, "%04d", year);
  out.append(digits, static_cast<std::size_t>(length));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Where the two digits of the seconds end in a text of strftime: what changes with them, and nothing else.
/// `other` is the same text for seconds of which both digits differ. npos: the text shows no seconds.
std::size_t find_end_of_seconds(std::string_view text, std::string_view other) {
  if (text.size() != other.size()) return std::string_view::npos;
  std::size_t begin = 0;
  while (begin < text.size() && text[begin] == other[begin]) ++begin;
  std::size_t end = begin;
  while (end < text.size() && text[end] != other[end] && is_digit(text[end]) && is_digit(other[end])) ++end;
  return end == begin + 2 && text.substr(end) == other.substr(end) ? end : std::string_view::npos;
}

/// %X in the user's language, with the fraction behind the seconds, wherever they stand: "01:46:40.1234567890
/// AM".
void append_local_time_of_day(std::string& out, const std::tm& local, Timestamp time) {
  std::tm other = local;
  other.tm_sec += local.tm_sec >= 11 ? -11 : 11;
  std::string other_text;
  append_strftime(other_text, "%X", other);
  const std::size_t begin = out.size();
  append_strftime(out, "%X", local);
  const std::size_t end = find_end_of_seconds(std::string_view(out).substr(begin), other_text);
  if (end == std::string_view::npos) return;
  std::string fraction;
  append_fraction(fraction, time);
  out.insert(begin + end, fraction);
}

bool shows_fraction(char letter) { return letter == '+' || letter == 'S' || letter == 'T' || letter == 'X'; }

/// The common forms that are two digits in every language; -1 for all others.
int two_digit_field(const std::tm& local, char letter) {
  switch (letter) {
    case 'd': return local.tm_mday;
    case 'm': return local.tm_mon + 1;
    case 'H': return local.tm_hour;
    case 'M': return local.tm_min;
    default: return -1;
  }
}

/// %Y of the years that everybody writes in the same way. False: not one of them.
bool append_common_year(std::string& out, const std::tm& local) {
  constexpr int kFirst = 1900;
  constexpr int kLast = 9999;
  if (local.tm_year < 0 || local.tm_year > kLast - kFirst) return false;
  append_number(out, static_cast<std::uint64_t>(local.tm_year) + kFirst);
  return true;
}

void append_fraction_field(std::string& out, const std::tm& local, Timestamp time, char letter) {
  if (letter == 'X') return append_local_time_of_day(out, local, time);
  if (letter == '+') append_strftime(out, "%F+", local);
  if (letter == 'S') {
    append_two_digits(out, local.tm_sec);
  } else {
    append_time_of_day(out, local);
  }
  append_fraction(out, time);
}

}  // namespace

const std::tm* try_local_time(std::int64_t seconds) {
  struct Answer {
    std::time_t seconds;
    std::tm local;
    bool is_known;
  };
  thread_local Answer last{-1, {}, false};
  if (last.is_known && last.seconds == seconds) return &last.local;
  last.seconds = seconds;
  last.is_known = localtime_r(&last.seconds, &last.local) != nullptr;
  return last.is_known ? &last.local : nullptr;
}

void append_strftime(std::string& out, const char* format, const std::tm& local) {
  // strftime returns 0 for an empty result as for too little room; a first byte of our own tells them apart.
  const std::string marked = std::string("_") + format;
  const std::size_t begin = out.size();
  for (std::size_t room = 64;; room *= 2) {
    out.resize(begin + room);
    const std::size_t length = std::strftime(out.data() + begin, room, marked.c_str(), &local);
    if (length == 0) continue;
    out.resize(begin + length);
    out.erase(begin, 1);
    return;
  }
}

void append_full_time(std::string& out, Timestamp time) {
  constexpr std::string_view kDays = "SunMonTueWedThuFriSat";
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const std::tm* const local = try_local_time(time.seconds);
  if (!local) return append_exact_seconds(out, time);
  out += kDays.substr(static_cast<std::size_t>(local->tm_wday) * 3, 3);
  out += ' ';
  out += kMonths.substr(static_cast<std::size_t>(local->tm_mon) * 3, 3);
  out += ' ';
  append_two_digits(out, local->tm_mday, ' ');
  out += ' ';
  append_time_of_day(out, *local);
  append_fraction(out, time);
  out += ' ';
  append_padded_year(out, local->tm_year);
}

void append_time_field(std::string& out, Timestamp time, char letter) {
  if (letter == '@') return append_exact_seconds(out, time);
  const std::tm* const local = try_local_time(time.seconds);
  if (!local)
    return shows_fraction(letter) ? append_exact_seconds(out, time) : append_seconds(out, time.seconds);
  if (shows_fraction(letter)) return append_fraction_field(out, *local, time, letter);
  if (const int field = two_digit_field(*local, letter); field >= 0) return append_two_digits(out, field);
  if (letter == 'Y' && append_common_year(out, *local)) return;
  const char format[] = {'%', letter, '\0'};
  append_strftime(out, format, *local);
}

}  // namespace findo::output
