// GNU's date language, as `date -d` and find's -newerXt understand it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/timestamp.hpp"
#include "language/date_token.hpp"

namespace findo::language {

/// The instant that `text` means, seen from `now`, from which relative items and missing parts are counted.
/// The language of `date -d` in GNU coreutils 9.1: ISO and other calendar dates, times of day, time zones,
/// days of the week, relative items ("2 days ago"), "@SECONDS", a prefix `TZ="…"`, comments in parentheses;
/// the empty text is midnight today. Numbers are decimal, words English in any case.
/// Local time is libc's: the zone of TZ. Fractions are rounded down to a nanosecond.
/// Errors: the bytes of `text` to underline, and a message without them or a final dot.
/// Threads: changes TZ and brings it back: no other thread may use the environment or local time meanwhile.
base::Result<base::Timestamp, DateError> parse_date(std::string_view text, base::Timestamp now);

/// An instant as parse_date reads it back, in local time: "2026-01-31 10:30:00.000000000 +0000".
std::string render_date(base::Timestamp instant);

}  // namespace findo::language
