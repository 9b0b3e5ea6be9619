// GNU's date language: each expectation below is what GNU date 9.1 answers for the text at that time in that
// zone, as seconds since the epoch with their fraction.
#include "language/dates.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "language/date_zones.hpp"

namespace {

using findo::base::Timestamp;
using findo::language::DateError;
using findo::language::parse_date;
using findo::language::ScopedZone;

constexpr std::int64_t kNow = 1784118896;  // 2026-07-15 12:34:56 UTC, a Wednesday

struct Case {
  std::string_view text;
  std::string_view expected;
};

std::string show(Timestamp when) {
  if (when.nanoseconds == 0) return std::to_string(when.seconds);
  const std::string fraction = std::to_string(when.nanoseconds);
  return std::to_string(when.seconds) + "." + std::string(9 - fraction.size(), '0') + fraction;
}

std::string answer(std::string_view text, Timestamp now) {
  const auto when = parse_date(text, now);
  return when ? show(*when) : "error";
}

void check_all(const char* zone, std::int64_t now, const std::vector<Case>& cases) {
  const ScopedZone scope(zone);
  for (const Case& each : cases) {
    INFO("TZ=" << zone << " text: [" << each.text << "]");
    CHECK(answer(each.text, {now, 0}) == each.expected);
  }
}

// The message, and the underlined part of the text in brackets.
std::string complaint(std::string_view text, const char* zone = "UTC") {
  const ScopedZone scope(zone);
  const auto when = parse_date(text, {kNow, 0});
  if (when) return "no error";
  const DateError& error = when.error();
  std::string marked(text);
  marked.insert(error.offset + error.length, "]").insert(error.offset, "[");
  return marked + ": " + error.message;
}

}  // namespace

TEST_CASE("dates: nothing said means midnight today", "[language][dates]") {
  check_all("America/New_York", kNow,
            {{"", "1784088000"},
             {"  \t", "1784088000"},
             {"()", "1784088000"},
             {"( a (nested) comment", "1784088000"},
             {"TZ=\"Europe/Paris\"", "1784066400"},
             {"TZ=\"Europe/Paris\" ", "1784066400"}});
}

TEST_CASE("dates: ISO dates take any width of year, month and day", "[language][dates]") {
  check_all("UTC", kNow,
            {{"2026-01-31", "1769817600"},
             {"2026-1-31", "1769817600"},
             {"26-1-31", "1769817600"},
             {"69-01-01", "-31536000"},
             {"68-12-31", "3124137600"},
             {"026-1-31", "-61344086400"},
             {"0000-01-01", "-62167219200"},
             {"-2026-01-31", "error"},
             {"2026-01 -31", "1769817600"},
             {"2026 - 01 - 31", "1769817600"},
             {"2026-13-01", "error"},
             {"2026-00-01", "error"},
             {"2026-01-00", "error"},
             {"2026-01-32", "error"},
             {"2026-02-29", "error"},
             {"2024-02-29", "1709164800"},
             {"2147485547-12-31", "67768036191590400"},
             {"2147485548-01-01", "error"},
             {"2026-01-31-01", "error"}});
}

TEST_CASE("dates: slashes mean month/day/year unless four digits come first", "[language][dates]") {
  check_all("UTC", kNow,
            {{"1/31/2026", "1769817600"},
             {"1/31/26", "1769817600"},
             {"1/31", "1769817600"},
             {"2026/1/31", "1769817600"},
             {"026/1/31", "error"},
             {"13/1/2026", "error"},
             {"31/1/2026", "error"},
             {"1/", "error"},
             {"1/2/3/4", "error"}});
}

TEST_CASE("dates: months by name", "[language][dates]") {
  check_all("UTC", kNow, {{"31 Jan 2026", "1769817600"},   {"31 january 2026", "1769817600"},
                          {"31jan2026", "1769817600"},     {"31-jan-2026", "1769817600"},
                          {"31-jan-26", "1769817600"},     {"Jan-31-2026", "1769817600"},
                          {"Jan 31, 2026", "1769817600"},  {"Jan 31 , 26", "1769817600"},
                          {"jan 31", "1769817600"},        {"31 JAN", "1769817600"},
                          {"Jan. 31", "1769817600"},       {"sept 1", "1788220800"},
                          {"sep. 1", "1788220800"},        {"sept. 1", "error"},
                          {"Septem 1", "error"},           {"jan", "error"},
                          {"jan 31 +1 day", "1769904000"}, {"31 jan +1 day", "-62132918400"},
                          {"31 jan +26", "-61344086400"},  {"31 jan 10", "1264896000"},
                          {"31 jan 10:30", "error"},       {"jan 31 10:30", "1769855400"},
                          {"31 feb 2026", "error"},        {"jan -31", "error"}});
}

TEST_CASE("dates: bare numbers are dates or times by their length and place", "[language][dates]") {
  check_all("UTC", kNow,
            {{"20260131", "1769817600"},
             {"260131", "1769817600"},
             {"60131", "-61975238400"},
             {"10131", "-62133004800"},
             {"1030", "1784111400"},
             {"930", "1784107800"},
             {"9", "1784106000"},
             {"24", "error"},
             {"2360", "error"},
             {"20260131 1030", "1769855400"},
             {"20260131 10", "1769853600"},
             {"20260131T10:30", "1769880600"},
             {"1030 20260131", "1769855400"},
             {"jan 31 1999", "917740800"},
             {"jan 31 999", "-30639168000"},
             {"jan 31 99", "error"},
             {"jan 31 10:00 99", "917776800"},
             {"jan 31 1 day 1999", "error"},
             {"1 day jan 31 1999", "error"},
             {"10 11", "error"},
             {"20260131 20260131", "error"},
             {"20260131 +1 day", "1769904000"},
             {"20260131 1 day", "1769904000"}});
}

TEST_CASE("dates: times of day", "[language][dates]") {
  check_all("UTC", kNow,
            {{"10:30", "1784111400"},
             {"1:2", "1784077320"},
             {"10:30:15", "1784111415"},
             {"10:30:15.5", "1784111415.500000000"},
             {"10:30:15,5", "1784111415.500000000"},
             {"10:30:15.123456789999", "1784111415.123456789"},
             {"10:30.5", "error"},
             {"24:00", "error"},
             {"23:59:60", "error"},
             {"23:60", "error"},
             {"10:", "error"},
             {"10:30:", "error"},
             {"10:30 am", "1784111400"},
             {"10:30 a.m.", "1784111400"},
             {"10:30:15.25PM", "1784154615.250000000"},
             {"12am", "1784073600"},
             {"12pm", "1784116800"},
             {"0am", "error"},
             {"13pm", "error"},
             {"1 p.m", "error"},
             {"1p.m.", "1784120400"},
             {"am", "error"}});
}

TEST_CASE("dates: a leap second exists where the zone has it", "[language][dates]") {
  check_all("right/UTC", kNow, {{"2016-12-31 23:59:60", "1483228826"}, {"2015-12-31 23:59:60", "error"}});
}

TEST_CASE("dates: T between an ISO date and a time, else a zone", "[language][dates]") {
  check_all("UTC", kNow,
            {{"2026-01-31T10:30", "1769855400"},
             {"2026-01-31t10:30:15.5Z", "1769855415.500000000"},
             {"2026-01-31T10:30+02:00", "1769848200"},
             {"2026-01-31T10+2", "1769846400"},
             {"2026-01-31T10", "error"},
             {"2026-01-31T", "error"},
             {"2026-01-31 T", "error"},
             {"2026-01-31 10 T", "1769878800"},
             {"1/31/2026T10:30", "1769880600"},
             {"10:30T", "1784136600"},
             {"T", "1784098800"},
             {"T +1 day", "1784230496"}});
}

TEST_CASE("dates: offsets after a time", "[language][dates]") {
  check_all("UTC", kNow,
            {{"10:30+2", "1784104200"},
             {"10:30 +2", "1784104200"},
             {"10:30-02", "1784118600"},
             {"10:30 +0530", "1784091600"},
             {"10:30 +530", "1784091600"},
             {"10:30 +5:30", "1784091600"},
             {"10:30 -5:30", "1784131200"},
             {"10:30 -0:30", "1784113200"},
             {"10:30 +24", "1784025000"},
             {"10:30 +24:01", "error"},
             {"10:30 +25", "error"},
             {"10:30 +2400", "1784025000"},
             {"10:30 +2401", "error"},
             {"10 +2", "1784102400"},
             {"10:30 +1 day", "1784194200"},
             {"10:30 1 day", "1784197800"},
             {"10:30 am +2", "error"},
             {"10:30 +9223372036854775807:00", "error"},
             {"10:30+02 UTC", "error"}});
}

TEST_CASE("dates: a zone moves the instant", "[language][dates]") {
  check_all("America/New_York", kNow,
            {{"UTC", "1784073600"},
             {"10:30 UTC", "1784111400"},
             {"10:30 Z", "1784111400"},
             {"10:30 gmt", "1784111400"},
             {"10:30 u.t.c.", "1784111400"},
             {"2026-01-31 10:30 EST", "1769873400"},
             {"2026-01-31 10:30 PST", "1769884200"},
             {"10:30 PDT", "1784136600"},
             {"10:30 CEST", "1784104200"},
             {"10:30 IST", "1784091600"},
             {"10:30 NST", "1784124000"},
             {"10:30 SST", "1784154600"},
             {"10:30 A", "1784107800"},
             {"10:30 m", "1784068200"},
             {"10:30 N", "1784115000"},
             {"10:30 Y", "1784154600"},
             {"10:30 J", "error"},
             {"10:30 UTC+5", "1784093400"},
             {"10:30 UTC +5:30", "1784091600"},
             {"10:30 UTC -0330", "1784124000"},
             {"10:30 UTC DST", "1784107800"},
             {"10:30 CET DST", "1784104200"},
             {"10:30 CEST DST", "error"},
             {"10:30 DST", "error"},
             {"UTC UTC", "error"},
             {"10:30 UTC +1 day", "1784197800"},
             {"UTC -1 day ago", "error"},
             {"10:30 T+1 hour", "1784140200"},
             {"2026-03-08 02:30 UTC", "1772937000"}});
}

TEST_CASE("dates: the zone's own names say whether summer time is meant", "[language][dates]") {
  check_all("America/New_York", kNow,
            {{"10:30 EDT", "1784125800"},
             {"2026-07-15 10:30 EST", "error"},
             {"2026-01-15 10:30 EST", "1768491000"},
             {"2026-01-15 10:30 EDT", "error"},
             {"2026-07-15 10:30 EST DST", "1784125800"},
             {"e.d.t 10:30", "1784125800"},
             {"2026-11-01 01:30 EDT", "1793511000"},
             {"2026-11-01 01:30 EST", "1793514600"}});
}

TEST_CASE("dates: a local name goes before the table's", "[language][dates]") {
  check_all(
      "Europe/Dublin", kNow,
      {{"10:30 IST", "1784107800"}, {"2026-01-15 10:30 GMT", "1768473000"}, {"10:30 GMT", "1784111400"}});
}

TEST_CASE("dates: times that the local clock skips are errors", "[language][dates]") {
  check_all("Europe/Paris", kNow,
            {{"2026-03-29 01:59:59", "1774745999"},
             {"2026-03-29 02:00", "error"},
             {"2026-03-29 02:59:59", "error"},
             {"2026-03-29 03:00", "1774746000"},
             {"2026-03-28 02:30 1 day", "1774747800"},
             {"2026-10-25 02:30", "1792891800"},
             {"2026-10-24 02:30 +0 1 day", "1792895400"}});
}

TEST_CASE("dates: days that the local calendar skips are errors", "[language][dates]") {
  check_all("Pacific/Apia", kNow,
            {{"2011-12-29", "1325152800"}, {"2011-12-30", "error"}, {"2011-12-31", "1325239200"}});
}

TEST_CASE("dates: a summer morning has no midnight of winter", "[language][dates]") {
  check_all("America/New_York", 1772985600,
            {{"", "1772946000"},
             {"now", "1772985600"},
             {"()", "error"},
             {"UTC", "error"},
             {"12:00 UTC", "1772971200"}});
}

TEST_CASE("dates: days of the week are today or later", "[language][dates]") {
  check_all("UTC", kNow,
            {{"wednesday", "1784073600"},
             {"thu", "1784160000"},
             {"tues", "1784592000"},
             {"TUE.", "1784592000"},
             {"wednes", "1784073600"},
             {"thurs", "1784160000"},
             {"thurs.", "error"},
             {"weds", "error"},
             {"mon,", "1784505600"},
             {"mon ,", "1784505600"},
             {"next wed", "1784678400"},
             {"next thu", "1784160000"},
             {"last wed", "1783468800"},
             {"last thu", "1783555200"},
             {"this fri", "1784246400"},
             {"third wednesday", "1785888000"},
             {"twelfth mon", "1791158400"},
             {"2 mon", "1785110400"},
             {"0 wed", "1784073600"},
             {"12 mon 10:30", "1791196200"},
             {"second monday", "1784505601"},
             {"mon 2026-01-31", "1769817600"},
             {"mon tue", "error"},
             {"monday +1 week", "1785110400"},
             {"9223372036854775807 mon", "error"},
             {"mon 10:30 UTC+2", "1784536200"},
             {"sunday 1 month", "1787097600"}});
}

TEST_CASE("dates: relative items add up from now", "[language][dates]") {
  check_all("UTC", kNow,
            {{"now", "1784118896"},
             {"today", "1784118896"},
             {"yesterday", "1784032496"},
             {"tomorrow", "1784205296"},
             {"yesterday tomorrow", "1784118896"},
             {"1 day", "1784205296"},
             {"-1 day", "1784032496"},
             {"+ 1 day", "1784205296"},
             {"- 1 day", "1784032496"},
             {"1 day ago", "1784032496"},
             {"-1 day ago", "1784205296"},
             {"1 day hence", "1784205296"},
             {"day", "1784205296"},
             {"days", "1784205296"},
             {"2 weeks", "1785328496"},
             {"1 fortnight", "1785328496"},
             {"this week", "1784118896"},
             {"last year", "1752582896"},
             {"next month", "1786797296"},
             {"third month ago", "1776256496"},
             {"twelfth year", "2162810096"},
             {"second", "1784118897"},
             {"3 secs", "1784118899"},
             {"5 mins", "1784119196"},
             {"2 hours ago", "1784111696"},
             {"1 day 2 hours", "1784212496"},
             {"+1 day -2 hours 3 min ago", "1784197916"},
             {"1 day ago ago", "error"},
             {"ago", "error"},
             {"last", "error"},
             {"1", "1784077200"},
             {"+1", "error"},
             {"1 month 10:30", "1786789800"},
             {"tomorrow 10:30", "1784197800"},
             {"1 day 2026-01-31", "1769904000"},
             {"2026-01-31 1 hour", "1769821200"},
             {"day ago week ago", "1783427696"},
             {"-- 1 day", "1784032496"},
             {"+-1 day", "1784032496"},
             {"yesterday ago", "error"},
             {"dayss", "error"},
             {"last last day", "error"}});
}

TEST_CASE("dates: fractions of seconds go down to the nanosecond", "[language][dates]") {
  check_all("UTC", kNow,
            {{"1.5 seconds", "1784118897.500000000"},
             {"-1.5 sec", "1784118894.500000000"},
             {"1.5 sec ago", "1784118894.500000000"},
             {"0.0000000009 sec", "1784118896"},
             {"-0.0000000009 sec", "1784118895.999999999"},
             {"1.5 minutes", "error"},
             {"1,25 sec 0.5 sec", "1784118897.750000000"},
             {"10:30:15.75 0.5 sec ago", "1784111415.250000000"},
             {"1.9 sec 1.9 sec 1.9 sec", "error"},
             {"1.5", "error"}});
}

TEST_CASE("dates: months overflow into the next", "[language][dates]") {
  check_all("UTC", kNow,
            {{"2026-01-31 1 month", "1772496000"},
             {"2026-01-31 next month", "1772496000"},
             {"2024-01-31 1 month", "1709337600"},
             {"2026-03-31 1 month ago", "1772496000"},
             {"2024-02-29 1 year", "1740787200"},
             {"2026-01-31 13 months", "1804032000"},
             {"2026-05-31 -1 month +1 day", "1777680000"}});
}

TEST_CASE("dates: hours are spans of time, days are days of the calendar", "[language][dates]") {
  check_all("Europe/Paris", kNow,
            {{"2026-03-28 12:00 1 day", "1774778400"},
             {"2026-03-28 12:00 24 hours", "1774782000"},
             {"2026-10-24 12:00 1 day", "1792926000"},
             {"2026-10-24 12:00 24 hours", "1792922400"}});
}

TEST_CASE("dates: @ is seconds since the epoch", "[language][dates]") {
  check_all("America/New_York", kNow,
            {{"@0", "0"},
             {"@1", "1"},
             {"@-1", "-1"},
             {"@ 1", "1"},
             {"@- 1", "-1"},
             {"@1.5", "1.500000000"},
             {"@1,5", "1.500000000"},
             {"@-1.5", "-2.500000000"},
             {"@-0.0000000001", "-1.999999999"},
             {"@0.9999999999", "0.999999999"},
             {"@+1", "1"},
             {"@", "error"},
             {"@1 day", "error"},
             {"@1 UTC", "error"},
             {"@x", "error"},
             {"1 @1", "error"},
             {"@253402300800", "253402300800"},
             {"TZ=\"Europe/Paris\" @7", "7"},
             {"@1(comment)", "1"}});
}

TEST_CASE("dates: TZ=\"…\" sets the zone of the text", "[language][dates]") {
  check_all("America/New_York", kNow,
            {{"TZ=\"Europe/Paris\" 10:30", "1784104200"},
             {"TZ=\"Europe/Paris\"10:30", "1784104200"},
             {" TZ=\"Europe/Paris\" now", "1784118896"},
             {"TZ=\"Europe/Paris\" 10:30 UTC", "1784111400"},
             {"TZ=\"Europe/Paris\" 2026-07-15 10:30 CEST", "1784104200"},
             {"TZ=\"\" 10:30", "1784111400"},
             {"TZ=\"<+05>-5\" 10:30", "1784093400"},
             {"TZ=\"A\\\"B\\\\\" 10:30", "1784111400"},
             {"TZ=\"No/Such\" 10:30", "1784111400"},
             {"tz=\"UTC\" 10:30", "error"},
             {"10:30 TZ=\"UTC\"", "error"},
             {"TZ=\"UTC", "error"},
             {"TZ=\"U\\TC\" 10:30", "error"},
             {"TZ=\"UTC\\", "error"},
             {"TZ=UTC 10:30", "error"},
             {"TZ = \"UTC\" 10:30", "error"},
             {"TZ=\"Europe/Paris\" 2026-03-29 02:30", "error"}});
}

TEST_CASE("dates: comments and white space separate, stray signs do not matter", "[language][dates]") {
  check_all("UTC", kNow,
            {{"10:30(a(b)c)", "1784111400"},
             {"(x)10:30(", "1784111400"},
             {"2026(x)-01(x)-31", "1769817600"},
             {"\f10:30\v", "1784111400"},
             {"10:30)", "error"},
             {"10 : 30", "1784111400"},
             {"ja(x)n 31", "error"},
             {"- 10:30", "error"},
             {"10:30 -", "1784111400"},
             {"10:30 --", "1784111400"},
             {"2026-01-31 -", "1769817600"}});
}

TEST_CASE("dates: case does not matter", "[language][dates]") {
  check_all("UTC", kNow,
            {{"LAST MONDAY 10:30PM", "1783981800"},
             {"lAsT mOnDaY 10:30pM", "1783981800"},
             {"JANUARY 31 2026 utc", "1769817600"}});
}

TEST_CASE("dates: what is no date", "[language][dates]") {
  check_all("UTC", kNow,
            {{"foo", "error"},
             {"janu 1", "error"},
             {"10:30 foo", "error"},
             {"10;30", "error"},
             {"?", "error"},
             {"1 2 3", "error"},
             {"2026-01-31 2026-01-31", "error"},
             {"10:30 11:30", "error"},
             {"\\", "error"},
             {"\x80", "error"},
             {"mon 3 wed", "error"},
             {"99999999999999999999", "error"},
             {"@99999999999999999999", "error"},
             {"18446744073709551616 days", "error"},
             {"1.5 days", "error"},
             {"third", "error"},
             {"DST", "error"},
             {"hence", "error"},
             {"..", "error"},
             {"jan..1", "error"},
             {"u.t.c..............................", "1784073600"},
             {"u.t.c.utc", "error"}});
}

TEST_CASE("dates: numbers too large are errors, never another date", "[language][dates]") {
  check_all("UTC", kNow,
            {{"9223372036854775807 seconds", "error"},
             {"-9223372036854775807 seconds", "-9223372035070656911"},
             {"9223372036854775807 days", "error"},
             {"9223372036854775807 weeks", "error"},
             {"9223372036854775807 hours", "error"},
             {"153722867280912931 minutes", "error"},
             {"2147483647 years", "error"},
             {"2147481621 years", "67767976218890096"},
             {"-2147485548 years", "error"},
             {"9223372036854775807 sec 9223372036854775807 sec", "error"},
             {"- 9223372036854775808 sec ago", "error"},
             {"4294967306:30", "error"},
             {"31-jan-9223372036854775807", "error"},
             {"jan 31, 9223372036854775807", "error"}});
}
TEST_CASE("dates: the fraction of the current second counts only where the time comes from now",
          "[language][dates]") {
  const ScopedZone scope("UTC");
  const Timestamp now{kNow, 700'000'000};
  CHECK(answer("now", now) == "1784118896.700000000");
  CHECK(answer("1 hour ago", now) == "1784115296.700000000");
  CHECK(answer("0.5 sec", now) == "1784118897.200000000");
  CHECK(answer("0.8 sec ago", now) == "1784118895.900000000");
  CHECK(answer("10:30 1 hour", now) == "1784115000");
  CHECK(answer("today 2026-07-15", now) == "1784073600");
  CHECK(answer("", now) == "1784073600");
}

TEST_CASE("dates: minutes and seconds beyond 32 bits are errors, unlike in GNU", "[language][dates]") {
  check_all("UTC", kNow, {{"10:4294967326", "error"}, {"10:30:4294967296", "error"}});
}

TEST_CASE("dates: a current time beyond the calendar is an error but for @", "[language][dates]") {
  const ScopedZone scope("UTC");
  constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();
  CHECK(answer("now", {kLast, 0}) == "error");
  CHECK(answer("9223372036854775807 sec", {kNow, 0}) == "error");
  CHECK(answer("@9223372036854775807.999999999", {kNow, 0}) == "9223372036854775807.999999999");
  CHECK(answer("@-9223372036854775807.5", {kNow, 0}) == "-9223372036854775808.500000000");
  CHECK(answer("@-9223372036854775808.5", {kNow, 0}) == "error");
}

TEST_CASE("dates: a byte NUL means nothing", "[language][dates]") {
  CHECK(answer(std::string_view("10:30\0", 6), {kNow, 0}) == "error");
}

TEST_CASE("dates: errors underline what is wrong", "[language][dates]") {
  CHECK(complaint("next thurzday") == "next [thurzday]: unknown word in a date");
  CHECK(complaint("2026-02-29 10:30") == "[2026-02-29] 10:30: the month does not have this day");
  CHECK(complaint("1/31 10:72") == "1/31 [10:72]: minute not between 0 and 59");
  CHECK(complaint("13/1/2026") == "[13/1/2026]: month not between 1 and 12");
  CHECK(complaint("jan 32") == "[jan 32]: day not between 1 and 31");
  CHECK(complaint("13:00 pm") == "[13:00 pm]: hour out of range");
  CHECK(complaint("2026-12-31 23:59:60") == "2026-12-31 [23:59:60]: no such leap second");
  CHECK(complaint("10:30 11:30") == "10:30 [11:30]: a second time of day");
  CHECK(complaint("10:30 +25") == "[10:30 +25]: time zone more than 24 hours from UTC");
  CHECK(complaint("1.5 days") == "[1.5 days]: only seconds may have a fraction");
  CHECK(complaint("10:30:") == "10:30:[]: the date ends too early");
  CHECK(complaint("last ago") == "[last ago]: neither date, time, zone, weekday nor relative item");
  CHECK(complaint("@5 days") == "@5 [days]: nothing may follow @ and its seconds");
  CHECK(complaint("10;30") == "10[;]30: character without meaning in a date");
  CHECK(complaint("99999999999999999999 days") == "[99999999999999999999] days: number too large");
  CHECK(complaint("TZ=\"UTC 10:30") == "[TZ=\"UTC 10:30]: the quotes of TZ=\"…\" are not closed");
  CHECK(complaint("2026-03-29 02:30", "Europe/Paris") ==
        "2026-03-29 [02:30]: the local clock skips this time");
  CHECK(complaint("2026-01-15 10:30 EDT", "America/New_York") ==
        "2026-01-15 10:30 [EDT]: the time zone is not in use at that time");
}
