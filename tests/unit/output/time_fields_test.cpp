// The expectations are what GNU find 4.9 prints.
#include "output/time_fields.hpp"

#include <catch2/catch.hpp>

#include "unit/output/in_zone.hpp"

using findo::base::Timestamp;
using findo::output::append_full_time;
using findo::output::append_strftime;
using findo::output::append_time_field;
using findo::output::try_local_time;
using findo::tests::InZone;

namespace {

constexpr std::int64_t kBeyondTheCalendar = std::int64_t{1} << 62;

std::string field(Timestamp time, char letter) {
  std::string text;
  append_time_field(text, time, letter);
  return text;
}

std::string full(Timestamp time) {
  std::string text;
  append_full_time(text, time);
  return text;
}

}  // namespace

TEST_CASE("times: seconds are shown with ten digits of fraction", "[output][times]") {
  const InZone utc("UTC0");
  const Timestamp time{1'000'000'000, 123'456'789};
  CHECK(field(time, '@') == "1000000000.1234567890");
  CHECK(field(time, 'S') == "40.1234567890");
  CHECK(field(time, 'T') == "01:46:40.1234567890");
  CHECK(field(time, 'X') == "01:46:40.1234567890");
  CHECK(field(time, '+') == "2001-09-09+01:46:40.1234567890");
  CHECK(full(time) == "Sun Sep  9 01:46:40.1234567890 2001");
}

TEST_CASE("times: no fraction where strftime shows seconds among others", "[output][times]") {
  const InZone utc("UTC0");
  const Timestamp time{1'000'000'000, 123'456'789};
  CHECK(field(time, 'c') == "Sun Sep  9 01:46:40 2001");
  CHECK(field(time, 'r') == "01:46:40 AM");
  CHECK(field(time, 's') == "1000000000");
}

TEST_CASE("times: the letters of strftime", "[output][times]") {
  const InZone zone("CET-1");
  const Timestamp time{1'000'000'001,
                       0};  // a second that no other zone has been asked for: the last one is kept
  CHECK(field(time, 'Y') + field(time, 'm') + field(time, 'd') == "20010909");
  CHECK(field(time, 'H') + field(time, 'M') == "0246");
  CHECK(field(time, 'Z') + field(time, 'z') == "CET+0100");
  CHECK(field(time, 'e') == " 9");
  CHECK(field(time, 'n') == "\n");
}

TEST_CASE("times: a letter that strftime does not know stands for itself", "[output][times]") {
  CHECK(field({}, 'q') == "%q");
  CHECK(field({}, '%') == "%");
  CHECK(field({}, 'E') == "%E");
}

TEST_CASE("times: the fraction of a time before 1970 is shown as it is stored", "[output][times]") {
  const InZone utc("UTC0");
  CHECK(field({-1, 250'000'000}, '@') == "-1.2500000000");
  CHECK(field({-1, 250'000'000}, 'T') == "23:59:59.2500000000");
}

TEST_CASE("times: years of other than four digits", "[output][times]") {
  const InZone utc("UTC0");
  CHECK(full({-34'359'738'368, 0}) == "Fri Mar  7 20:13:52.0000000000 0881");
  CHECK(field({-34'359'738'368, 0}, 'Y') == "881");
  CHECK(full({-62'167'219'201, 0}) == "Fri Dec 31 23:59:59.0000000000 -001");
  CHECK(field({1'099'511'627'776, 0}, '+') == "36812-02-20+00:36:16.0000000000");
}

TEST_CASE("times: beyond the calendar a time is a number of seconds", "[output][times]") {
  CHECK(try_local_time(kBeyondTheCalendar) == nullptr);
  CHECK(full({kBeyondTheCalendar, 5}) == "4611686018427387904.0000000050");
  CHECK(field({kBeyondTheCalendar, 5}, 'T') == "4611686018427387904.0000000050");
  CHECK(field({kBeyondTheCalendar, 5}, 'Y') == "4611686018427387904");
  CHECK(field({INT64_MIN, 0}, 'S') == "-9223372036854775808.0000000000");
}

TEST_CASE("times: the thread's last answer is not another second's", "[output][times]") {
  const InZone utc("UTC0");
  CHECK(field({0, 0}, 'Y') == "1970");
  CHECK(field({1'000'000'000, 0}, 'Y') == "2001");
  CHECK(field({kBeyondTheCalendar, 0}, 'Y') == "4611686018427387904");
  CHECK(field({kBeyondTheCalendar, 0}, 'Y') == "4611686018427387904");
  CHECK(field({0, 0}, 'Y') == "1970");
}

TEST_CASE("times: strftime's result may be empty, or long", "[output][times]") {
  std::string text = "before ";
  append_strftime(text, "", *try_local_time(0));
  CHECK(text == "before ");
  append_strftime(text, std::string(500, 'x').c_str(), *try_local_time(0));
  CHECK(text == "before " + std::string(500, 'x'));
}
