// Reads tokens as items. Each row of the table is a form that an item may have, as a string of the letters of
// TokenKind, with the function that reads it. An item takes as many tokens as any form begins with; there is
// no way back, so "31 jan 10:30" is the year 10 with a stray ":30" as in GNU, and not a time.
//
//   time   = number meridian | clock ":" … meridian | clock [offset] | number offset
//   clock  = number ":" number [":" (number | fraction)]          offset = signed [":" number]
//   date   = iso | number "/" number ["/" number] | month signed signed | month number ["," number]
//          | number month [signed | number]                       iso = number signed signed
//   both   = iso "T" (clock [offset] | number offset)
//   day    = weekday [","] | ordinal weekday | number weekday
//   zone   = local [DST] | zone [DST] | daylight zone | "T" | zone offset | (zone | "T") signed unit
//   moved  = [ordinal | number | signed] unit [ago] | (fraction | signed fraction) seconds [ago] | day shift
//   bare   = number [signed unit]
#include "language/date_items.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace findo::language {
namespace {

using Tokens = std::span<const Token>;
using Outcome = base::Status<std::string_view>;

constexpr std::int64_t kMinuteSeconds = 60;
constexpr std::int64_t kHourSeconds = 60 * kMinuteSeconds;
constexpr std::int64_t kFarthestZoneMinutes = 24 * 60;

Outcome wrong(std::string_view why) { return base::Failure{why}; }

TextRange range_of(Tokens tokens) {
  const TextRange& last = tokens.back().where;
  const std::size_t start = tokens.front().where.offset;
  return {start, last.offset + last.length - start};
}

// ---- putting what was read among the items, once each

Outcome set_date(DateItems& items, const CalendarDate& date) {
  if (items.date) return wrong("a second calendar date");
  items.date = date;
  return {};
}

Outcome set_time(DateItems& items, const TimeOfDay& time) {
  if (items.time) return wrong("a second time of day");
  items.time = time;
  return {};
}

Outcome set_weekday(DateItems& items, const WeekdayItem& weekday) {
  if (items.weekday) return wrong("a second day of the week");
  items.weekday = weekday;
  return {};
}

Outcome set_zone(DateItems& items, const ZoneOffset& zone) {
  if (items.zone || items.local_zone) return wrong("a second time zone");
  items.zone = zone;
  return {};
}

Outcome set_local_zone(DateItems& items, const LocalZone& zone) {
  if (items.zone || items.local_zone) return wrong("a second time zone");
  items.local_zone = zone;
  return {};
}

// ---- zones

// GNU coreutils 9.1: one or two digits are hours, more are hhmm; with a colon, any number of digits is hours.
Outcome zone_minutes(Tokens offset, std::int64_t& minutes) {
  const Token& hours = offset[0];
  bool overflow = false;
  if (offset.size() > 1) {
    const std::int64_t sign = hours.negative ? -1 : 1;
    overflow = __builtin_mul_overflow(hours.value, 60, &minutes) ||
               __builtin_add_overflow(minutes, sign * offset[2].value, &minutes);
  } else if (hours.digits <= 2) {
    minutes = hours.value * 60;
  } else {
    minutes = hours.value / 100 * 60 + hours.value % 100;
  }
  if (overflow || minutes < -kFarthestZoneMinutes || minutes > kFarthestZoneMinutes) {
    return wrong("time zone more than 24 hours from UTC");
  }
  return {};
}

Outcome read_zone_offset(DateItems& items, Tokens offset, std::int64_t from_seconds, TextRange where) {
  std::int64_t minutes = 0;
  if (auto outcome = zone_minutes(offset, minutes); !outcome) return outcome;
  return set_zone(items, {minutes * kMinuteSeconds + from_seconds, where});
}

Outcome read_zone(DateItems& items, Tokens tokens) {
  return set_zone(items, {tokens[0].value, range_of(tokens)});
}

Outcome read_daylight_zone(DateItems& items, Tokens tokens) {
  return set_zone(items, {tokens[0].value + kHourSeconds, range_of(tokens)});
}

Outcome read_moved_zone(DateItems& items, Tokens tokens) {
  return read_zone_offset(items, tokens.subspan(1), tokens[0].value, range_of(tokens));
}

Outcome read_local_zone(DateItems& items, Tokens tokens) {
  const int daylight = tokens.size() > 1 ? 1 : static_cast<int>(tokens[0].value);
  return set_local_zone(items, {daylight, range_of(tokens)});
}

// ---- relative items

struct Change {
  DateUnit unit = DateUnit::kDay;
  std::int64_t amount = 0;
  std::int32_t nanoseconds = 0;
};

template <class Integer>
bool add_directed(Integer& sum, Integer amount, bool ago) {
  return ago ? !__builtin_sub_overflow(sum, amount, &sum) : !__builtin_add_overflow(sum, amount, &sum);
}

Outcome add_change(DateItems& items, const Change& change, bool ago, TextRange where) {
  if (!items.relative) items.relative.emplace();
  items.relative->where = where;
  std::int64_t& amount = items.relative->amounts[static_cast<std::size_t>(change.unit)];
  if (!add_directed(amount, change.amount, ago) ||
      !add_directed(items.relative->nanoseconds, change.nanoseconds, ago)) {
    return wrong("relative amount too large");
  }
  return {};
}

// The unit comes after how many of it, if that is said.
Outcome read_relative(DateItems& items, Tokens tokens) {
  const bool directed = tokens.back().kind == TokenKind::kDirection;
  const bool ago = directed && tokens.back().value < 0;
  const Tokens counted = directed ? tokens.first(tokens.size() - 1) : tokens;
  const Token& unit = counted.back();
  Change change{unit.unit, unit.value, 0};
  if (counted.size() > 1) {
    const Token& count = counted.front();
    if (__builtin_mul_overflow(count.value, unit.value, &change.amount)) {
      return wrong("relative amount too large");
    }
    change.nanoseconds = count.nanoseconds;
  }
  return add_change(items, change, ago, range_of(tokens));
}

Outcome read_relative_fraction(DateItems& items, Tokens tokens) {
  if (tokens[1].unit != DateUnit::kSecond) return wrong("only seconds may have a fraction");
  return read_relative(items, tokens);
}

Outcome read_day_shift(DateItems& items, Tokens tokens) {
  return add_change(items, {DateUnit::kDay, tokens[0].value, 0}, false, range_of(tokens));
}

Outcome read_zone_and_relative(DateItems& items, Tokens tokens) {
  if (auto outcome = read_zone(items, tokens.first(1)); !outcome) return outcome;
  return read_relative(items, tokens.subspan(1));
}

// ---- times of day

Meridian meridian_of(const Token& token) { return token.value == 0 ? Meridian::kAm : Meridian::kPm; }

Outcome read_time(DateItems& items, Tokens tokens) {
  TimeOfDay time;
  time.where = range_of(tokens);
  time.hour = tokens[0].value;
  std::size_t next = 1;
  const auto at = [&](TokenKind kind) { return next < tokens.size() && tokens[next].kind == kind; };
  if (at(TokenKind::kColon)) {
    time.minute = tokens[next + 1].value;
    next += 2;
  }
  if (at(TokenKind::kColon)) {
    time.second = tokens[next + 1].value;
    time.nanoseconds = tokens[next + 1].nanoseconds;
    next += 2;
  }
  if (at(TokenKind::kMeridian)) time.meridian = meridian_of(tokens[next++]);
  if (next < tokens.size()) {
    const Tokens offset = tokens.subspan(next);
    if (auto outcome = read_zone_offset(items, offset, 0, range_of(offset)); !outcome) return outcome;
  }
  return set_time(items, time);
}

// ---- calendar dates

// The sign of a number after a month or an ISO year is a hyphen between the parts of the date, so that "+1"
// there is minus one.
bool after_hyphen(const Token& token, std::int64_t& value) {
  return !__builtin_sub_overflow(std::int64_t{0}, token.value, &value);
}

DateYear plain_year(const Token& token) { return {token.value, token.digits}; }

Outcome set_hyphenated(DateItems& items, bool fits, const CalendarDate& date) {
  return fits ? set_date(items, date) : wrong("number too large");
}

Outcome read_iso_date(DateItems& items, Tokens tokens) {
  CalendarDate date{plain_year(tokens[0]), 0, 0, range_of(tokens)};
  const bool fits = after_hyphen(tokens[1], date.month) && after_hyphen(tokens[2], date.day);
  return set_hyphenated(items, fits, date);
}

Outcome read_iso_date_and_time(DateItems& items, Tokens tokens) {
  if (auto outcome = read_iso_date(items, tokens.first(3)); !outcome) return outcome;
  return read_time(items, tokens.subspan(4));
}

// GNU coreutils 9.1: 1/31/2026, but 2026/1/31 where the first number has four digits or more.
Outcome read_slashed_date(DateItems& items, Tokens tokens) {
  CalendarDate date{std::nullopt, tokens[0].value, tokens[2].value, range_of(tokens)};
  if (tokens.size() > 3 && tokens[0].digits >= 4) {
    date = {plain_year(tokens[0]), tokens[2].value, tokens[4].value, date.where};
  } else if (tokens.size() > 3) {
    date.year = plain_year(tokens[4]);
  }
  return set_date(items, date);
}

Outcome read_day_month_hyphen_year(DateItems& items, Tokens tokens) {
  DateYear year = plain_year(tokens[2]);
  const bool fits = after_hyphen(tokens[2], year.value);
  return set_hyphenated(items, fits, {year, tokens[1].value, tokens[0].value, range_of(tokens)});
}

Outcome read_month_hyphen_day_year(DateItems& items, Tokens tokens) {
  DateYear year = plain_year(tokens[2]);
  CalendarDate date{std::nullopt, tokens[0].value, 0, range_of(tokens)};
  const bool fits = after_hyphen(tokens[1], date.day) && after_hyphen(tokens[2], year.value);
  date.year = year;
  return set_hyphenated(items, fits, date);
}

Outcome read_day_month(DateItems& items, Tokens tokens) {
  CalendarDate date{std::nullopt, tokens[1].value, tokens[0].value, range_of(tokens)};
  if (tokens.size() > 2) date.year = plain_year(tokens[2]);
  return set_date(items, date);
}

Outcome read_month_day(DateItems& items, Tokens tokens) {
  CalendarDate date{std::nullopt, tokens[0].value, tokens[1].value, range_of(tokens)};
  if (tokens.size() > 3) date.year = plain_year(tokens[3]);
  return set_date(items, date);
}

// ---- days of the week

Outcome read_weekday(DateItems& items, Tokens tokens) {
  return set_weekday(items, {static_cast<int>(tokens[0].value), 0, range_of(tokens)});
}

Outcome read_counted_weekday(DateItems& items, Tokens tokens) {
  return set_weekday(items, {static_cast<int>(tokens[1].value), tokens[0].value, range_of(tokens)});
}

// ---- numbers without company

// GNU coreutils 9.1: after a date without a year, a number of three digits or more is that year (any number,
// once there is a time), unless a relative item came before.
bool completes_date(const DateItems& items, const Token& number) {
  return items.date && !items.date->year && !items.relative && (items.time || number.digits > 2);
}

// Otherwise up to four digits are [h]h or [h]hmm, and more are […yy]yymmdd.
Outcome read_number(DateItems& items, Tokens tokens) {
  const Token& number = tokens[0];
  if (completes_date(items, number)) {
    items.date->year = plain_year(number);
    return {};
  }
  const std::int64_t high = number.value / 100;
  const std::int64_t low = number.value % 100;
  if (number.digits > 4) {
    return set_date(items, {DateYear{high / 100, number.digits - 4}, high % 100, low, number.where});
  }
  if (number.digits > 2) return set_time(items, {high, low, 0, 0, Meridian::kNone, number.where});
  return set_time(items, {number.value, 0, 0, 0, Meridian::kNone, number.where});
}

Outcome read_number_and_relative(DateItems& items, Tokens tokens) {
  if (auto outcome = read_number(items, tokens.first(1)); !outcome) return outcome;
  return read_relative(items, tokens.subspan(1));
}

// ---- the table

struct Form {
  std::string_view pattern;
  Outcome (*read)(DateItems&, Tokens);
};

constexpr Form kForms[] = {
    {"na", read_time},
    {"n:na", read_time},
    {"n:n:na", read_time},
    {"n:n:fa", read_time},
    {"ns", read_time},
    {"ns:n", read_time},
    {"n:n", read_time},
    {"n:ns", read_time},
    {"n:ns:n", read_time},
    {"n:n:n", read_time},
    {"n:n:ns", read_time},
    {"n:n:ns:n", read_time},
    {"n:n:f", read_time},
    {"n:n:fs", read_time},
    {"n:n:fs:n", read_time},
    {"nssTns", read_iso_date_and_time},
    {"nssTns:n", read_iso_date_and_time},
    {"nssTn:n", read_iso_date_and_time},
    {"nssTn:ns", read_iso_date_and_time},
    {"nssTn:ns:n", read_iso_date_and_time},
    {"nssTn:n:n", read_iso_date_and_time},
    {"nssTn:n:ns", read_iso_date_and_time},
    {"nssTn:n:ns:n", read_iso_date_and_time},
    {"nssTn:n:f", read_iso_date_and_time},
    {"nssTn:n:fs", read_iso_date_and_time},
    {"nssTn:n:fs:n", read_iso_date_and_time},
    {"nss", read_iso_date},
    {"n/n", read_slashed_date},
    {"n/n/n", read_slashed_date},
    {"nms", read_day_month_hyphen_year},
    {"mss", read_month_hyphen_day_year},
    {"nm", read_day_month},
    {"nmn", read_day_month},
    {"mn", read_month_day},
    {"mn,n", read_month_day},
    {"d", read_weekday},
    {"d,", read_weekday},
    {"od", read_counted_weekday},
    {"nd", read_counted_weekday},
    {"l", read_local_zone},
    {"lx", read_local_zone},
    {"z", read_zone},
    {"zx", read_daylight_zone},
    {"y", read_daylight_zone},
    {"T", read_zone},
    {"zs", read_moved_zone},
    {"zs:n", read_moved_zone},
    {"zsu", read_zone_and_relative},
    {"Tsu", read_zone_and_relative},
    {"u", read_relative},
    {"ub", read_relative},
    {"ou", read_relative},
    {"oub", read_relative},
    {"nu", read_relative},
    {"nub", read_relative},
    {"su", read_relative},
    {"sub", read_relative},
    {"fu", read_relative_fraction},
    {"fub", read_relative_fraction},
    {"gu", read_relative_fraction},
    {"gub", read_relative_fraction},
    {"h", read_day_shift},
    {"n", read_number},
    {"nsu", read_number_and_relative},
};

bool begins_a_form(std::string_view kinds) {
  return std::ranges::any_of(kForms, [&](const Form& form) { return form.pattern.starts_with(kinds); });
}

const Form* form_of(std::string_view kinds) {
  const auto* form = std::ranges::find(kForms, kinds, &Form::pattern);
  return form == std::end(kForms) ? nullptr : form;
}

// How many of the kinds a form begins with, at most.
std::size_t longest_beginning(std::string_view kinds) {
  std::size_t length = 0;
  while (length < kinds.size() && begins_a_form(kinds.substr(0, length + 1))) ++length;
  return length;
}

DateError at_range(TextRange where, std::string_view why) {
  return {where.offset, where.length, std::string(why)};
}

// `taken` tokens begin a form; the trouble is the token after them, or that there is none.
DateError no_item(Tokens tokens, std::size_t taken, std::size_t text_size) {
  if (taken == tokens.size()) return {text_size, 0, "the date ends too early"};
  return at_range(range_of(tokens.first(taken + 1)), "neither date, time, zone, weekday nor relative item");
}

// An instant is "@" and seconds, alone.
base::Result<DateItems, DateError> read_instant(Tokens tokens, std::size_t text_size) {
  if (tokens.size() < 2) return base::Failure{no_item(tokens, 1, text_size)};
  const Token& seconds = tokens[1];
  if (std::string_view("nsfg").find(static_cast<char>(seconds.kind)) == std::string_view::npos) {
    return base::Failure{at_range(seconds.where, "@ takes a number of seconds")};
  }
  if (tokens.size() > 2) {
    return base::Failure{at_range(range_of(tokens.subspan(2)), "nothing may follow @ and its seconds")};
  }
  DateItems items;
  items.instant = base::Timestamp{seconds.value, seconds.nanoseconds};
  return items;
}

}  // namespace

base::Result<DateItems, DateError> read_date_items(Tokens tokens, std::size_t text_size) {
  if (!tokens.empty() && tokens[0].kind == TokenKind::kAt) return read_instant(tokens, text_size);
  std::string kinds;
  for (const Token& token : tokens) kinds.push_back(static_cast<char>(token.kind));
  DateItems items;
  for (std::size_t at = 0; at < tokens.size();) {
    const Tokens rest = tokens.subspan(at);
    const std::size_t taken = longest_beginning(std::string_view(kinds).substr(at));
    const Form* form = form_of(std::string_view(kinds).substr(at, taken));
    if (form == nullptr) return base::Failure{no_item(rest, taken, text_size)};
    const Tokens own = rest.first(taken);
    if (auto outcome = form->read(items, own); !outcome) {
      return base::Failure{at_range(range_of(own), outcome.error())};
    }
    at += taken;
  }
  return items;
}

}  // namespace findo::language
