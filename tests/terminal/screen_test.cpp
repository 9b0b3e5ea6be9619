// The screen that other tests trust in.
#include "terminal/screen.hpp"

#include <catch2/catch.hpp>

using findo::tests::Screen;

TEST_CASE("screen: lines, overwritten and erased", "[terminal][screen]") {
  Screen screen(20);
  screen.show("one\r\ntwo\r\n");
  CHECK(screen.text() == "one\ntwo\n");
  screen.show("status\033[K\r");
  CHECK(screen.text() == "one\ntwo\nstatus\n");
  screen.show("no");
  CHECK(screen.text() == "one\ntwo\nnoatus\n");
  screen.show("\r\033[Kthree\r\n");
  CHECK(screen.text() == "one\ntwo\nthree\n");
  CHECK(screen.odd_bytes() == 0);
}

TEST_CASE("screen: a long line is broken, and not before it is full", "[terminal][screen]") {
  Screen screen(4);
  screen.show("abcd");
  CHECK(screen.cursor_row() == 0);
  screen.show("e");
  CHECK(screen.text() == "abcd\ne\n");
  screen.show("\r\033[J");
  CHECK(screen.text() == "abcd\n");
}

TEST_CASE("screen: wide characters take two columns and are never cut", "[terminal][screen]") {
  Screen screen(5);
  screen.show("\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E");
  CHECK(screen.text() == "\xE6\x97\xA5\xE6\x9C\xAC\n\xE8\xAA\x9E\n");
}

TEST_CASE("screen: narrower columns break lines anew, or cut them", "[terminal][screen]") {
  Screen reflowing(10);
  Screen cutting(10, Screen::Resizing::cuts);
  for (Screen* screen : {&reflowing, &cutting}) {
    screen->show("head\r\nabcdefgh\r");
    screen->resize(3);
  }
  CHECK(reflowing.text() == "hea\nd\nabc\ndef\ngh\n");
  CHECK(reflowing.cursor_row() == 2);
  CHECK(cutting.text() == "hea\nabc\n");
  CHECK(cutting.cursor_row() == 1);
  reflowing.resize(10);
  CHECK(reflowing.text() == "head\nabcdefgh\n");
}

TEST_CASE("screen: what it does not know it counts", "[terminal][screen]") {
  Screen screen(10);
  screen.show("\033[31mred\033[0m\033[2J\a");
  CHECK(screen.odd_bytes() == 2);
}
