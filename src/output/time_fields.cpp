#include "output/time_fields.hpp"

#include <cstdio>
#include <ctime>

namespace findo::output {
namespace {

std::tm local_time(base::Timestamp time) {
  const std::time_t seconds = time.seconds;
  std::tm local{};
  localtime_r(&seconds, &local);
  return local;
}

/// ".1234567890": GNU find 4.9 shows nanoseconds with a zero behind them.
std::string fraction(base::Timestamp time) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, ".%09d0", time.nanoseconds);
  return buffer;
}

std::string formatted(const std::tm& local, const char* format) {
  char buffer[256];
  return {buffer, std::strftime(buffer, sizeof buffer, format, &local)};
}

/// Puts the fraction behind the seconds of a text that strftime has made: behind its last two-digit group after a colon.
std::string with_fraction(std::string text, base::Timestamp time) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon + 3 > text.size()) return text;
  return text.insert(colon + 3, fraction(time));
}

std::string since_epoch(base::Timestamp time) {
  // Before 1970 the fraction counts towards zero: 0.25 s before the epoch is -0.25, kept as -1 s and 0.75 s.
  const bool is_negative = time.seconds < 0 && time.nanoseconds > 0;
  if (!is_negative) return std::to_string(time.seconds) + fraction(time);
  const base::Timestamp mirrored{-(time.seconds + 1),
                                 static_cast<std::int32_t>(base::kNanosecondsPerSecond - time.nanoseconds)};
  return '-' + std::to_string(mirrored.seconds) + fraction(mirrored);
}

}  // namespace

std::string full_time(base::Timestamp time) {
  return with_fraction(formatted(local_time(time), "%a %b %e %H:%M:%S %Y"), time);
}

std::string time_field(base::Timestamp time, char letter) {
  if (letter == '@') return since_epoch(time);
  const std::tm local = local_time(time);
  if (letter == '+') return with_fraction(formatted(local, "%Y-%m-%d+%H:%M:%S"), time);
  const char format[] = {'%', letter, '\0'};
  std::string text = formatted(local, format);
  if (letter == 'S') return text + fraction(time);
  if (letter == 'T' || letter == 'X' || letter == 'c' || letter == 'r') return with_fraction(std::move(text), time);
  return text;
}

}  // namespace findo::output
