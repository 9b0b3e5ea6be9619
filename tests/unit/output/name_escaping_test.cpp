// The expectations are what GNU find 4.9 prints on a terminal.
#include "output/name_escaping.hpp"

#include <catch2/catch.hpp>

#include "unit/output/in_zone.hpp"

using findo::output::append_name;
using findo::output::NameEscaping;
using findo::tests::InLocale;

namespace {

std::string on_terminal(std::string_view name) {
  std::string text;
  append_name(text, name, NameEscaping::terminal);
  return text;
}

}  // namespace

TEST_CASE("name escaping: raw names keep every byte", "[output][escaping]") {
  std::string text = "x";
  append_name(text, "\033[31m\xFF\n", NameEscaping::raw);
  CHECK(text == "x\033[31m\xFF\n");
}

TEST_CASE("name escaping: what cannot be printed is a question mark each", "[output][escaping]") {
  CHECK(on_terminal("a b\"c\\d") == "a b\"c\\d");
  CHECK(on_terminal("\033[31m\n\t\x7F") == "?[31m???");
  CHECK(on_terminal("") == "");
}

TEST_CASE("name escaping: in the C locale every byte above 127 is a question mark", "[output][escaping]") {
  CHECK(on_terminal("\xC3\xA9") == "??");
}

TEST_CASE("name escaping: in UTF-8 a character counts once", "[output][escaping]") {
  const InLocale utf8("C.UTF-8");
  REQUIRE(utf8.found());
  CHECK(on_terminal("\xC3\xA9\xE6\x97\xA5") == "\xC3\xA9\xE6\x97\xA5");
  CHECK(on_terminal("a\xC2\x80z") == "a?z");    // U+0080, a control
  CHECK(on_terminal("\xFF\xFEz") == "??z");     // bytes that begin no character
  CHECK(on_terminal("cut\xE6\x97") == "cut?");  // a character that the end cuts short
  CHECK(on_terminal("\xE6\x97"
                    "a") ==
        "??"
        "a");  // one that another byte cuts short
}
