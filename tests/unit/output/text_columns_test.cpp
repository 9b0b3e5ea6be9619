#include "output/text_columns.hpp"

#include <catch2/catch.hpp>

#include "unit/output/in_zone.hpp"

using findo::output::columns_of;
using findo::output::end_that_fits;
using findo::tests::InLocale;

TEST_CASE("columns: characters take none, one or two", "[output][columns]") {
  const InLocale utf8("C.UTF-8");
  REQUIRE(utf8.found());
  CHECK(columns_of("") == 0);
  CHECK(columns_of("abc") == 3);
  CHECK(columns_of("\xC3\xA9") == 1);
  CHECK(columns_of("e\xCC\x81") == 1);
  CHECK(columns_of("\xE6\x97\xA5\xE6\x9C\xAC") == 4);
}

TEST_CASE("columns: bytes that are no character take one each", "[output][columns]") {
  CHECK(columns_of("\xC3\xA9") == 2);
  const InLocale utf8("C.UTF-8");
  REQUIRE(utf8.found());
  CHECK(columns_of("\xFF\xC3") == 2);
}

TEST_CASE("columns: what does not fit loses its beginning", "[output][columns]") {
  CHECK(end_that_fits("abcdefgh", 8) == "abcdefgh");
  CHECK(end_that_fits("abcdefgh", 7) == "...efgh");
  CHECK(end_that_fits("abcdefgh", 4) == "...h");
  CHECK(end_that_fits("abcdefgh", 3).empty());
  CHECK(end_that_fits("abcdefgh", 0).empty());
  CHECK(end_that_fits("abc", 3) == "abc");
}

TEST_CASE("columns: no character is cut, nor parted from what combines with it", "[output][columns]") {
  const InLocale utf8("C.UTF-8");
  REQUIRE(utf8.found());
  const std::string text = "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E";
  CHECK(end_that_fits(text, 6) == text);
  CHECK(end_that_fits(text, 5) == "...\xE8\xAA\x9E");
  CHECK(end_that_fits(text, 4) == "...");
  CHECK(end_that_fits("abce\xCC\x81z", 4) == "...z");
  CHECK(end_that_fits("abce\xCC\x81z", 5) == "abce\xCC\x81z");
}
