// From items to an instant, in GNU's order, which is what makes sums of items come out as there:
//  1. the fields to start from: the date (today), the time (midnight; now, if all is relative);
//  2. their local instant, which must exist: 31 April and the hour that summer time skips are errors;
//  3. to the weekday, unless there is a date;
//  4. years, months and days, normalised by the calendar: 31 January + 1 month is 3 March (or the 2nd);
//  5. out of the zone of the text, if it has one;
//  6. hours, minutes and seconds as spans of time, whatever the local clock does.
#include "language/date_resolution.hpp"

#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "language/date_zones.hpp"

namespace findo::language {
namespace {

constexpr int kTmYearBase = 1900;
constexpr std::int64_t kMinuteSeconds = 60;
constexpr std::int64_t kHourSeconds = 60 * kMinuteSeconds;

using Outcome = base::Status<DateError>;

base::Failure<DateError> wrong(TextRange where, std::string_view why) {
  return {DateError{where.offset, where.length, std::string(why)}};
}

// 1969–2068 for two digits; a sign (which a hyphen never is) only keeps a year as it is written.
bool year_field(const DateYear& year, int& field) {
  std::int64_t value = year.value;
  if (value < 0) return !__builtin_sub_overflow(-kTmYearBase, value, &field);
  if (year.digits == 2) value += value < 69 ? 2000 : 1900;
  return !__builtin_sub_overflow(value, kTmYearBase, &field);
}

Outcome set_date_fields(const CalendarDate& date, std::tm& fields) {
  if (date.year && !year_field(*date.year, fields.tm_year)) return wrong(date.where, "year out of range");
  if (date.month < 1 || date.month > 12) return wrong(date.where, "month not between 1 and 12");
  if (date.day < 1 || date.day > 31) return wrong(date.where, "day not between 1 and 31");
  fields.tm_mon = static_cast<int>(date.month - 1);
  fields.tm_mday = static_cast<int>(date.day);
  return {};
}

std::optional<int> hour_field(const TimeOfDay& time) {
  if (time.meridian == Meridian::kNone) {
    return time.hour < 24 ? std::optional(static_cast<int>(time.hour)) : std::nullopt;
  }
  if (time.hour < 1 || time.hour > 12) return std::nullopt;
  return static_cast<int>(time.hour % 12) + (time.meridian == Meridian::kPm ? 12 : 0);
}

// GNU coreutils 9.1 looks at the low 32 bits of minutes and seconds only; here larger numbers are errors.
// A 60th second passes: the zone knows whether it has leap seconds.
Outcome set_time_fields(const TimeOfDay& time, std::tm& fields) {
  const auto hour = hour_field(time);
  if (!hour) return wrong(time.where, "hour out of range");
  if (time.minute > 59) return wrong(time.where, "minute not between 0 and 59");
  if (time.second > 60) return wrong(time.where, "second not between 0 and 59");
  fields.tm_hour = *hour;
  fields.tm_min = static_cast<int>(time.minute);
  fields.tm_sec = static_cast<int>(time.second);
  return {};
}

bool same_clock_and_day(const std::tm& a, const std::tm& b) {
  return a.tm_sec == b.tm_sec && a.tm_min == b.tm_min && a.tm_hour == b.tm_hour && a.tm_mday == b.tm_mday &&
         a.tm_mon == b.tm_mon && a.tm_year == b.tm_year;
}

class Resolution {
 public:
  Resolution(const DateItems& items, base::Timestamp now) : items_(items), now_(now) {}

  base::Result<base::Timestamp, DateError> run() {
    for (auto step : {&Resolution::set_start, &Resolution::find_start, &Resolution::go_to_weekday,
                      &Resolution::add_days, &Resolution::leave_zone, &Resolution::add_seconds}) {
      if (auto outcome = (this->*step)(); !outcome) return base::Failure{std::move(outcome.error())};
    }
    return result_;
  }

 private:
  Outcome set_start() {
    const auto today = local_calendar(now_.seconds);
    if (!today) return wrong({}, "the current time has no calendar date");
    start_ = *today;
    if (items_.date) {
      if (auto outcome = set_date_fields(*items_.date, start_); !outcome) return outcome;
    }
    if (auto outcome = set_start_clock(); !outcome) return outcome;
    if (items_.date || items_.weekday || items_.time) start_.tm_isdst = -1;
    if (items_.local_zone) start_.tm_isdst = items_.local_zone->daylight;
    return {};
  }

  Outcome set_start_clock() {
    if (items_.time) {
      result_.nanoseconds = items_.time->nanoseconds;
      return set_time_fields(*items_.time, start_);
    }
    if (items_.relative && !items_.date && !items_.weekday) {
      result_.nanoseconds = now_.nanoseconds;
    } else {
      start_.tm_hour = start_.tm_min = start_.tm_sec = 0;
    }
    return {};
  }

  Outcome find_start() {
    fields_ = start_;
    if (const auto instant = local_instant(fields_); instant && same_clock_and_day(fields_, start_)) {
      result_.seconds = *instant;
      return {};
    }
    return items_.zone ? find_start_in_utc() : no_such_start();
  }

  // A time that the local zone skips may well exist in the zone of the text.
  // GNU coreutils 9.1: not while today's tm_isdst is asked for, since such a zone has no summer time.
  Outcome find_start_in_utc() {
    const ScopedZone utc("UTC0");
    fields_ = start_;
    const auto instant = local_instant(fields_);
    if (!instant || !same_clock_and_day(fields_, start_)) return no_such_start();
    result_.seconds = *instant;
    return {};
  }

  Outcome no_such_start() const {
    std::tm normal = start_;
    normal.tm_isdst = 0;
    timegm(&normal);
    if (start_.tm_sec == 60) return wrong(clock_source(), "no such leap second");
    if (normal.tm_mday != start_.tm_mday) return wrong(day_source(), "the month does not have this day");
    if (items_.local_zone) return wrong(items_.local_zone->where, "the time zone is not in use at that time");
    return wrong(clock_source(), "the local clock skips this time");
  }

  // The part of the text that the day to start from comes from, as far as there is one.
  TextRange day_source() const {
    if (items_.date) return items_.date->where;
    if (items_.weekday) return items_.weekday->where;
    return items_.zone ? items_.zone->where : TextRange{};
  }

  // The same for the time of day: without any, midnight is the day's.
  TextRange clock_source() const { return items_.time ? items_.time->where : day_source(); }

  Outcome go_to_weekday() {
    if (!items_.weekday || items_.date) return {};
    const WeekdayItem& wanted = *items_.weekday;
    const bool skips_today = wanted.ordinal > 0 && fields_.tm_wday != wanted.weekday;
    const int ahead = (wanted.weekday - fields_.tm_wday + 7) % 7;
    std::int64_t days = 0;
    if (__builtin_mul_overflow(wanted.ordinal - (skips_today ? 1 : 0), 7, &days) ||
        __builtin_add_overflow(days, ahead, &days) ||
        __builtin_add_overflow(fields_.tm_mday, days, &fields_.tm_mday)) {
      return wrong(wanted.where, "day of the week too far away");
    }
    fields_.tm_isdst = -1;
    return find_fields(wanted.where);
  }

  Outcome add_days() {
    if (!items_.relative) return {};
    const RelativeAmount& by = *items_.relative;
    const auto years = by[DateUnit::kYear];
    const auto months = by[DateUnit::kMonth];
    const auto days = by[DateUnit::kDay];
    if (years == 0 && months == 0 && days == 0) return {};
    if (__builtin_add_overflow(fields_.tm_year, years, &fields_.tm_year) ||
        __builtin_add_overflow(fields_.tm_mon, months, &fields_.tm_mon) ||
        __builtin_add_overflow(fields_.tm_mday, days, &fields_.tm_mday)) {
      return wrong(by.where, "relative amount too large");
    }
    fields_.tm_hour = start_.tm_hour;
    fields_.tm_min = start_.tm_min;
    fields_.tm_sec = start_.tm_sec;
    fields_.tm_isdst = start_.tm_isdst;
    return find_fields(by.where);
  }

  Outcome find_fields(TextRange blamed) {
    const auto instant = local_instant(fields_);
    if (!instant) return wrong(blamed, "the date is out of range");
    result_.seconds = *instant;
    return {};
  }

  Outcome leave_zone() {
    if (!items_.zone) return {};
    const std::int64_t west = fields_.tm_gmtoff - items_.zone->seconds_east;
    if (__builtin_add_overflow(result_.seconds, west, &result_.seconds)) {
      return wrong(items_.zone->where, "the date is out of range");
    }
    return {};
  }

  Outcome add_seconds() {
    if (!items_.relative) return {};
    const RelativeAmount& by = *items_.relative;
    const std::int64_t sum = std::int64_t{result_.nanoseconds} + by.nanoseconds;
    const std::int64_t rest =
        (sum % base::kNanosecondsPerSecond + base::kNanosecondsPerSecond) % base::kNanosecondsPerSecond;
    result_.nanoseconds = static_cast<std::int32_t>(rest);
    if (!add(by[DateUnit::kHour], kHourSeconds) || !add(by[DateUnit::kMinute], kMinuteSeconds) ||
        !add(by[DateUnit::kSecond], 1) || !add((sum - rest) / base::kNanosecondsPerSecond, 1)) {
      return wrong(by.where, "relative amount too large");
    }
    return {};
  }

  bool add(std::int64_t count, std::int64_t seconds_each) {
    std::int64_t seconds = 0;
    return !__builtin_mul_overflow(count, seconds_each, &seconds) &&
           !__builtin_add_overflow(result_.seconds, seconds, &result_.seconds);
  }

  const DateItems& items_;
  base::Timestamp now_;
  std::tm start_{};   // the fields asked for, before relative items
  std::tm fields_{};  // the normalised fields of where we are
  base::Timestamp result_;
};

}  // namespace

base::Result<base::Timestamp, DateError> resolve_date(const DateItems& items, base::Timestamp now) {
  if (items.instant) return *items.instant;
  return Resolution(items, now).run();
}

}  // namespace findo::language
