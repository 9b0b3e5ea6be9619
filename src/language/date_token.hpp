// The tokens of GNU's date language. The letter of each kind is what the table of items (date_items.cpp)
// spells its patterns with, so that a text of tokens and a pattern can be compared as strings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace findo::language {

/// What is wrong with a date and where: `length` bytes from `offset` of the text deserve an underline.
/// A problem at the end of the text has offset = size of the text and length 0.
struct DateError {
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string message;
};

/// A part of the date text, in bytes.
struct TextRange {
  std::size_t offset = 0;
  std::size_t length = 0;
};

enum class TokenKind : char {
  kNumber = 'n',          // 17
  kSignedNumber = 's',    // -17, + 17
  kFraction = 'f',        // 1.5 or 1,5
  kSignedFraction = 'g',  // -1.5
  kMeridian = 'a',        // am, p.m.
  kMonth = 'm',           // jan
  kWeekday = 'd',         // mon
  kOrdinal = 'o',         // last, this, next, first, third … twelfth
  kUnit = 'u',            // day, weeks
  kDayShift = 'h',        // yesterday, now
  kDirection = 'b',       // ago, hence
  kLocalZone = 'l',       // a zone name that the local time zone uses itself
  kZone = 'z',            // UTC, EST, military letters but T
  kDaylightZone = 'y',    // EDT
  kDst = 'x',             // DST after a zone
  kLetterT = 'T',         // separator of date and time, or the military zone T
  kColon = ':',
  kSlash = '/',
  kComma = ',',
  kAt = '@',
};

/// What a relative item counts in. Weeks and fortnights are multiples of days.
enum class DateUnit { kYear, kMonth, kDay, kHour, kMinute, kSecond };

inline constexpr std::size_t kDateUnitCount = 6;

/// One token. Which fields mean something depends on the kind:
/// - numbers: `value` with its sign, `digits` without it, `negative` (which tells -0 from 0);
/// - fractions: `value` + `nanoseconds` / 10^9 with 0 ≤ nanoseconds < 10^9, so that -0.5 is -1 + 0.5;
/// - words: `value` as the table of words (date_words.cpp) says, `unit` for units.
struct Token {
  TokenKind kind = TokenKind::kNumber;
  TextRange where;
  std::int64_t value = 0;
  std::size_t digits = 0;
  bool negative = false;
  std::int32_t nanoseconds = 0;
  DateUnit unit = DateUnit::kDay;
};

}  // namespace findo::language
