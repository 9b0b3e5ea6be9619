#include <limits>
#include <string>

#include <catch2/catch.hpp>

#include "language/dates.hpp"

using findo::base::Timestamp;
using findo::language::parse_date;
using findo::language::render_date;

TEST_CASE("dates: an instant that is written is read back", "[language][dates]") {
  for (const Timestamp instant :
       {Timestamp{0, 0}, {1'780'000'000, 1}, {-1, 999'999'999}, {4'102'444'800, 500'000'000}}) {
    const std::string text = render_date(instant);
    INFO(text);
    const auto read = parse_date(text, {0, 0});
    REQUIRE(read);
    CHECK(*read == instant);
  }
}

TEST_CASE("dates: an instant beyond the calendar is written as a number of seconds", "[language][dates]") {
  CHECK(render_date({std::numeric_limits<std::int64_t>::min(), 0}) == "@-9223372036854775808");
}
