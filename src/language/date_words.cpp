// The vocabulary of GNU's date language, in the order in which its tables are asked.
#include "language/date_words.hpp"

#include <algorithm>
#include <string>

namespace findo::language {
namespace {

struct Entry {
  std::string_view name;
  DateWord meaning;
};

constexpr std::int64_t minutes_east(int hours, int minutes = 0) { return (hours * 60 + minutes) * 60; }
constexpr Entry month(std::string_view name, int number) { return {name, {TokenKind::kMonth, number}}; }
constexpr Entry weekday(std::string_view name, int number) { return {name, {TokenKind::kWeekday, number}}; }
constexpr Entry ordinal(std::string_view name, int number) { return {name, {TokenKind::kOrdinal, number}}; }
constexpr Entry shift(std::string_view name, int days) { return {name, {TokenKind::kDayShift, days}}; }
constexpr Entry unit(std::string_view name, DateUnit unit, int count = 1) {
  return {name, {TokenKind::kUnit, count, unit}};
}
constexpr Entry zone(std::string_view name, int hours, int minutes = 0) {
  return {name, {TokenKind::kZone, minutes_east(hours, minutes)}};
}
constexpr Entry daylight(std::string_view name, int hours, int minutes = 0) {
  return {name, {TokenKind::kDaylightZone, minutes_east(hours, minutes)}};
}

constexpr Entry kMeridians[] = {
    {"AM", {TokenKind::kMeridian, 0}},
    {"A.M.", {TokenKind::kMeridian, 0}},
    {"PM", {TokenKind::kMeridian, 12}},
    {"P.M.", {TokenKind::kMeridian, 12}},
};

constexpr Entry kMonthsAndWeekdays[] = {
    month("JANUARY", 1),   month("FEBRUARY", 2),    month("MARCH", 3),    month("APRIL", 4),
    month("MAY", 5),       month("JUNE", 6),        month("JULY", 7),     month("AUGUST", 8),
    month("SEPTEMBER", 9), month("SEPT", 9),        month("OCTOBER", 10), month("NOVEMBER", 11),
    month("DECEMBER", 12), weekday("SUNDAY", 0),    weekday("MONDAY", 1), weekday("TUESDAY", 2),
    weekday("TUES", 2),    weekday("WEDNESDAY", 3), weekday("WEDNES", 3), weekday("THURSDAY", 4),
    weekday("THUR", 4),    weekday("THURS", 4),     weekday("FRIDAY", 5), weekday("SATURDAY", 6),
};

constexpr Entry kUniversalZones[] = {zone("GMT", 0), zone("UT", 0), zone("UTC", 0)};

// The meaning of a daylight name is its standard time: one hour is added where the name is used.
constexpr Entry kZones[] = {
    zone("WET", 0),        daylight("WEST", 0),  daylight("BST", 0),   zone("ART", -3),
    zone("BRT", -3),       daylight("BRST", -3), zone("NST", -3, -30), daylight("NDT", -3, -30),
    zone("AST", -4),       daylight("ADT", -4),  zone("CLT", -4),      daylight("CLST", -4),
    zone("EST", -5),       daylight("EDT", -5),  zone("CST", -6),      daylight("CDT", -6),
    zone("MST", -7),       daylight("MDT", -7),  zone("PST", -8),      daylight("PDT", -8),
    zone("AKST", -9),      daylight("AKDT", -9), zone("HST", -10),     zone("HAST", -10),
    daylight("HADT", -10), zone("SST", -12),     zone("WAT", 1),       zone("CET", 1),
    daylight("CEST", 1),   zone("MET", 1),       zone("MEZ", 1),       daylight("MEST", 1),
    daylight("MESZ", 1),   zone("EET", 2),       daylight("EEST", 2),  zone("CAT", 2),
    zone("SAST", 2),       zone("EAT", 3),       zone("MSK", 3),       daylight("MSD", 3),
    zone("IST", 5, 30),    zone("SGT", 8),       zone("KST", 9),       zone("JST", 9),
    zone("GST", 10),       zone("NZST", 12),     daylight("NZDT", 12),
};

constexpr Entry kDstWord[] = {{"DST", {TokenKind::kDst, 1}}};

constexpr Entry kUnits[] = {
    unit("YEAR", DateUnit::kYear),     unit("MONTH", DateUnit::kMonth), unit("FORTNIGHT", DateUnit::kDay, 14),
    unit("WEEK", DateUnit::kDay, 7),   unit("DAY", DateUnit::kDay),     unit("HOUR", DateUnit::kHour),
    unit("MINUTE", DateUnit::kMinute), unit("MIN", DateUnit::kMinute),  unit("SECOND", DateUnit::kSecond),
    unit("SEC", DateUnit::kSecond),
};

// "second" is missing among the ordinals: it is the unit.
constexpr Entry kRelativeWords[] = {
    shift("TOMORROW", 1),
    shift("YESTERDAY", -1),
    shift("TODAY", 0),
    shift("NOW", 0),
    ordinal("LAST", -1),
    ordinal("THIS", 0),
    ordinal("NEXT", 1),
    ordinal("FIRST", 1),
    ordinal("THIRD", 3),
    ordinal("FOURTH", 4),
    ordinal("FIFTH", 5),
    ordinal("SIXTH", 6),
    ordinal("SEVENTH", 7),
    ordinal("EIGHTH", 8),
    ordinal("NINTH", 9),
    ordinal("TENTH", 10),
    ordinal("ELEVENTH", 11),
    ordinal("TWELFTH", 12),
    {"AGO", {TokenKind::kDirection, -1}},
    {"HENCE", {TokenKind::kDirection, 1}},
};

// Letters count away from Z: A–M (without J) to the east, N–Y to the west. T is its own token, since it
// also stands between a date and a time.
constexpr Entry kMilitaryZones[] = {
    zone("A", 1),
    zone("B", 2),
    zone("C", 3),
    zone("D", 4),
    zone("E", 5),
    zone("F", 6),
    zone("G", 7),
    zone("H", 8),
    zone("I", 9),
    zone("K", 10),
    zone("L", 11),
    zone("M", 12),
    zone("N", -1),
    zone("O", -2),
    zone("P", -3),
    zone("Q", -4),
    zone("R", -5),
    zone("S", -6),
    {"T", {TokenKind::kLetterT, minutes_east(-7)}},
    zone("U", -8),
    zone("V", -9),
    zone("W", -10),
    zone("X", -11),
    zone("Y", -12),
    zone("Z", 0),
};

using Found = std::optional<DateWord>;

Found exactly(std::span<const Entry> table, std::string_view word) {
  const auto entry = std::ranges::find(table, word, &Entry::name);
  return entry == table.end() ? Found{} : Found{entry->meaning};
}

Found month_or_weekday(std::string_view word) {
  const bool abbreviated = word.size() == 3 || (word.size() == 4 && word[3] == '.');
  if (!abbreviated) return exactly(kMonthsAndWeekdays, word);
  for (const Entry& entry : kMonthsAndWeekdays) {
    if (entry.name.substr(0, 3) == word.substr(0, 3)) return entry.meaning;
  }
  return {};
}

Found zone_name(std::string_view word, std::span<const LocalZoneName> local_zones) {
  if (auto found = exactly(kUniversalZones, word)) return found;
  for (const LocalZoneName& local : local_zones) {
    if (local.name == word) return DateWord{TokenKind::kLocalZone, local.daylight};
  }
  return exactly(kZones, word);
}

Found unit_or_plural(std::string_view word) {
  if (auto found = exactly(kUnits, word)) return found;
  return word.back() == 'S' ? exactly(kUnits, word.substr(0, word.size() - 1)) : Found{};
}

Found zone_with_dots(std::string word, std::span<const LocalZoneName> local_zones) {
  return std::erase(word, '.') > 0 ? zone_name(word, local_zones) : Found{};
}

// GNU coreutils 9.1: of a longer word only this many characters are looked at.
constexpr std::size_t kLongestWord = 19;

std::string upper_case(std::string_view word) {
  std::string upper(word.substr(0, kLongestWord));
  for (char& c : upper) {
    if ('a' <= c && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

}  // namespace

std::optional<DateWord> find_date_word(std::string_view word, std::span<const LocalZoneName> local_zones) {
  if (word.empty()) return {};
  const std::string upper = upper_case(word);
  if (auto found = exactly(kMeridians, upper)) return found;
  if (auto found = month_or_weekday(upper)) return found;
  if (auto found = zone_name(upper, local_zones)) return found;
  if (auto found = exactly(kDstWord, upper)) return found;
  if (auto found = unit_or_plural(upper)) return found;
  if (auto found = exactly(kRelativeWords, upper)) return found;
  if (auto found = exactly(kMilitaryZones, upper)) return found;
  return zone_with_dots(upper, local_zones);
}

}  // namespace findo::language
