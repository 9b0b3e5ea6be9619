// -table, -csv and --summary where somebody looks at them.
#include <algorithm>

#include <catch2/catch.hpp>

#include "support/text.hpp"
#include "terminal/searching.hpp"

using findo::support::split_lines;
using findo::tests::Place;
using findo::tests::plain_environment;
using findo::tests::Screen;
using findo::tests::Searching;
using findo::tests::Terminal;

namespace {

/// What the shell line shows on a terminal of so many columns; findo is $FINDO.
Screen shown(const std::string& line, unsigned short columns) {
  const Place place;
  Terminal::Environment environment = plain_environment();
  environment.emplace_back("FINDO", FINDO_PROGRAM);
  Terminal terminal({"sh", "-c", line}, place.path(), environment, {24, columns});
  Screen screen(columns);
  screen.show(terminal.read_to_end());
  return screen;
}

/// The columns of the longest line; all characters here take one.
std::size_t width_of(const std::string& text) {
  std::size_t width = 0;
  for (const std::string& line : split_lines(text)) {
    const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    width = std::max(width, static_cast<std::size_t>(std::count_if(line.begin(), line.end(), is_start)));
  }
  return width;
}

}  // namespace

TEST_CASE("summary: the longest bar ends where the terminal does", "[terminal][summary]") {
  constexpr unsigned short kWidths[] = {60, 80, 133};
  for (const unsigned short columns : kWidths) {
    const Screen screen = shown("echo text >one; $FINDO . --summary", columns);
    CHECK(width_of(screen.text()) == columns);
    CHECK_THAT(screen.text(), Catch::Contains("\u2588"));
    CHECK_THAT(screen.text(), Catch::StartsWith("EXTENSION"));
  }
}

TEST_CASE("summary: a narrow terminal has the numbers, and no bars", "[terminal][summary]") {
  const std::string text = shown("$FINDO . --summary=type", 32).text();
  CHECK_THAT(text, !Catch::Contains("\u2588"));
  CHECK(width_of(text) <= 32);
}

TEST_CASE("summary: on a terminal the smallest of many groups are one", "[terminal][summary]") {
  const std::string make = "for i in $(seq 100 150); do head -c $i /dev/zero >x.$i; done; ";
  const auto lines = split_lines(shown(make + "$FINDO . -name 'x.*' --summary", 80).text());
  REQUIRE(lines.size() == 22);
  CHECK_THAT(lines[20], Catch::StartsWith("32 others"));
  CHECK(split_lines(shown(make + "$FINDO . -name 'x.*' --summary | cat", 80).text()).size() == 53);
}

TEST_CASE("summary: the status line is gone by then", "[terminal][summary]") {
  const Place place;
  Searching search(place, {"-status", "-name", "one", "--summary=type"});
  const int times = search.give_until_status("one");
  search.end_of_roots();
  CHECK(search.ends() == 0);
  const std::string text = search.screen.text();
  CHECK_THAT(text, Catch::StartsWith("TYPE "));
  CHECK_THAT(text, Catch::Contains("total") && Catch::Contains(std::to_string(times)));
  CHECK_THAT(text, !Catch::Contains("visited"));
}

TEST_CASE("table: rows do not wait for more than a moment", "[terminal][table]") {
  const Place place;
  Searching search(place, {"-table", "name,size"});
  search.give("one");
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  search.give("two");
  REQUIRE(search.awaits("two"));
  CHECK(search.screen.text() == "NAME  SIZE\none      0\ntwo      0\n");
}

TEST_CASE("table: rows are there before it waits for the next root", "[terminal][table]") {
  const Place place;
  Searching search(place, {"-table", "name,size"});
  search.give("one");
  CHECK(search.awaits("one"));
}

TEST_CASE("table: no byte of a name drives the terminal, nor does one of -csv", "[terminal][table]") {
  const std::string make = "mkdir odd; touch \"odd/$(printf 'd\\033[31m\\rx')\"; ";
  const Screen table = shown(make + "$FINDO odd -mindepth 1 -table name,size", 80);
  CHECK(table.text() == "NAME           SIZE\n$'d\\e[31m\\rx'     0\n");
  CHECK(table.odd_bytes() == 0);
  const Screen csv = shown(make + "$FINDO odd -mindepth 1 -csv name", 80);
  CHECK(csv.text() == "name\nd?[31m?x\n");
  const Screen json = shown(make + "$FINDO odd -mindepth 1 -json | head -1 | cut -c1-40", 80);
  CHECK(json.odd_bytes() == 0);
}
