// What the items of a date text say, before a calendar has been asked what it means.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "base/result.hpp"
#include "base/timestamp.hpp"
#include "language/date_token.hpp"

namespace findo::language {

/// A year as written. Two digits without a sign stand for 1969–2068.
struct DateYear {
  std::int64_t value = 0;
  std::size_t digits = 0;
};

/// A calendar date; without a year, the current one. Numbers as written, not yet checked.
struct CalendarDate {
  std::optional<DateYear> year;
  std::int64_t month = 1;
  std::int64_t day = 1;
  TextRange where;
};

enum class Meridian { kNone, kAm, kPm };

/// A time of day. Numbers as written, not yet checked, but 0 ≤ nanoseconds < 10^9.
struct TimeOfDay {
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  std::int64_t second = 0;
  std::int32_t nanoseconds = 0;
  Meridian meridian = Meridian::kNone;
  TextRange where;
};

/// A day of the week: 0 is Sunday. `ordinal` 0 is today or the next such day, 1 the next one but never
/// today, and each further step a week.
struct WeekdayItem {
  int weekday = 0;
  std::int64_t ordinal = 0;
  TextRange where;
};

/// The sum of all relative items. Their nanoseconds are of any sign and are not carried into the seconds.
struct RelativeAmount {
  std::array<std::int64_t, kDateUnitCount> amounts{};
  std::int32_t nanoseconds = 0;
  TextRange where;  // the last of them

  std::int64_t operator[](DateUnit unit) const { return amounts[static_cast<std::size_t>(unit)]; }
};

/// A distance from UTC in seconds, positive to the east.
struct ZoneOffset {
  std::int64_t seconds_east = 0;
  TextRange where;
};

/// A name of the local zone: what tm_isdst shall be.
struct LocalZone {
  int daylight = 0;
  TextRange where;
};

/// Everything that a text said. Where `instant` is, nothing else is.
struct DateItems {
  std::optional<base::Timestamp> instant;
  std::optional<CalendarDate> date;
  std::optional<TimeOfDay> time;
  std::optional<WeekdayItem> weekday;
  std::optional<ZoneOffset> zone;
  std::optional<LocalZone> local_zone;
  std::optional<RelativeAmount> relative;
};

/// Reads tokens as items, in any order.
/// Errors: tokens that are no item, a second item of a kind (but relative ones, which add up), a zone more
/// than 24 hours away, relative amounts that overflow. `text_size` is where an error at the end points.
base::Result<DateItems, DateError> read_date_items(std::span<const Token> tokens, std::size_t text_size);

}  // namespace findo::language
