// The door to libc's time zones. Everything here reads the TZ of the process, and ScopedZone replaces it.
#include "language/date_zones.hpp"

#include <cstdlib>
#include <utility>

namespace findo::language {
namespace {

constexpr std::string_view kPrefix = "TZ=\"";
constexpr std::int64_t kQuarterSeconds = 90LL * 24 * 60 * 60;
constexpr int kQuartersProbed = 3;
constexpr std::int64_t kDaySeconds = 24 * 60 * 60;

/// Whether mktime(3) has had a choice in this thread.
thread_local bool has_had_choice = false;

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_date_space(text[at])) ++at;
  return at;
}

bool is_escapable(std::string_view text, std::size_t at) {
  return at < text.size() && (text[at] == '\\' || text[at] == '"');
}

std::optional<LocalZoneName> name_at(std::int64_t seconds) {
  const auto fields = local_calendar(seconds);
  if (!fields || fields->tm_zone == nullptr) return std::nullopt;
  return LocalZoneName{fields->tm_zone, fields->tm_isdst};
}

/// Whether the same clock time comes again, within a day, with another offset.
bool comes_twice(std::time_t instant, long offset_seconds) {
  for (const std::int64_t away : {-kDaySeconds, kDaySeconds}) {
    const auto near = local_calendar(instant + away);
    if (!near || near->tm_gmtoff == offset_seconds) continue;
    const auto other = local_calendar(instant + offset_seconds - near->tm_gmtoff);
    if (other && other->tm_gmtoff == near->tm_gmtoff) return true;
  }
  return false;
}

/// Whether the instant shows another time than was asked for, or is one of two that show it.
bool had_choice(std::tm asked, std::time_t instant, long offset_seconds) {
  const bool is_other_time = timegm(&asked) != instant + offset_seconds;
  return is_other_time || comes_twice(instant, offset_seconds);
}

}  // namespace

ScopedZone::ScopedZone(const std::string& zone) {
  if (const char* value = std::getenv("TZ")) before_ = value;
  setenv("TZ", zone.c_str(), 1);
  tzset();
}

ScopedZone::~ScopedZone() {
  if (before_) {
    setenv("TZ", before_->c_str(), 1);
  } else {
    unsetenv("TZ");
  }
  tzset();
}

bool is_date_space(char c) { return c == ' ' || ('\t' <= c && c <= '\r'); }

base::Result<ZonePrefix, DateError> split_zone_prefix(std::string_view text) {
  const std::size_t start = skip_space(text, 0);
  if (text.substr(start, kPrefix.size()) != kPrefix) return ZonePrefix{std::nullopt, start};
  std::string zone;
  for (std::size_t at = start + kPrefix.size(); at < text.size(); ++at) {
    if (text[at] == '"') return ZonePrefix{std::move(zone), skip_space(text, at + 1)};
    if (text[at] == '\\' && !is_escapable(text, ++at)) {
      const std::size_t length = at < text.size() ? 2 : 1;
      return base::Failure{DateError{at - 1, length, "only \\\\ and \\\" are escapes in TZ=\"…\""}};
    }
    zone.push_back(text[at]);
  }
  return base::Failure{DateError{start, text.size() - start, "the quotes of TZ=\"…\" are not closed"}};
}

std::optional<std::tm> local_calendar(std::int64_t seconds) {
  const std::time_t instant = seconds;
  std::tm fields{};
  if (localtime_r(&instant, &fields) == nullptr) return std::nullopt;
  return fields;
}

bool take_choice() { return std::exchange(has_had_choice, false); }

void forget_local_instants() {
  const ScopedZone utc("UTC0");
  std::tm epoch{};
  epoch.tm_year = 70;
  epoch.tm_mday = 1;
  std::mktime(&epoch);
}

std::optional<std::int64_t> local_instant(std::tm& fields) {
  std::tm normalised = fields;
  normalised.tm_yday = -1;  // -1 is also an instant: only a field that is always set tells success
  const std::time_t instant = std::mktime(&normalised);
  if (normalised.tm_yday < 0) return std::nullopt;
  has_had_choice |= had_choice(fields, instant, normalised.tm_gmtoff);
  fields = normalised;
  return instant;
}

std::vector<LocalZoneName> local_zone_names(std::int64_t now_seconds) {
  std::vector<LocalZoneName> names;
  auto current = name_at(now_seconds);
  if (!current) return names;
  names.push_back(std::move(*current));
  for (int quarter = 1; quarter <= kQuartersProbed; ++quarter) {
    std::int64_t probe = 0;
    if (__builtin_add_overflow(now_seconds, quarter * kQuarterSeconds, &probe)) break;
    auto other = name_at(probe);
    if (!other || other->daylight == names[0].daylight) continue;
    if (other->name == names[0].name) {
      names[0].daylight = -1;
    } else {
      names.push_back(std::move(*other));
    }
    break;
  }
  return names;
}

}  // namespace findo::language
