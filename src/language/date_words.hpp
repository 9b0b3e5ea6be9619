// The vocabulary of GNU's date language: months, weekdays, units, ordinals, zones and their abbreviations.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "language/date_token.hpp"
#include "language/date_zones.hpp"

namespace findo::language {

/// What a word means. `value` by kind: month 1–12; weekday 0 (Sunday)–6; ordinal -1 (last), 0 (this), 1 …;
/// unit: how many of `unit`; day shift in days; direction -1 (ago) or 1; zone: seconds east of UTC;
/// daylight zone: seconds east of UTC of its standard time; local zone: LocalZoneName::daylight;
/// meridian 0 (am) or 12 (pm).
struct DateWord {
  TokenKind kind = TokenKind::kUnit;
  std::int64_t value = 0;
  DateUnit unit = DateUnit::kDay;
};

/// Looks up a word of letters and dots in any case. Months and weekdays may be cut to three letters (with a
/// dot), units may have a plural s, zones may have dots. The local zone's names come before the table's, so
/// that "IST" is India, Israel or Ireland as TZ says.
std::optional<DateWord> find_date_word(std::string_view word, std::span<const LocalZoneName> local_zones);

}  // namespace findo::language
