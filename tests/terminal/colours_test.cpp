// What is coloured on a terminal where nobody has said anything of colours.
#include <catch2/catch.hpp>

#include "terminal/searching.hpp"

using findo::tests::Place;
using findo::tests::Terminal;

namespace {

/// What findo, or the program called so, shows of the directory `dir` on a terminal.
std::string shown(const std::string& words, const Terminal::Environment& more = {},
                  const char* name = "findo") {
  const Place place;
  REQUIRE(symlink(FINDO_PROGRAM, place.file(name).c_str()) == 0);
  Terminal::Environment environment{
      {"LC_ALL", "C"}, {"LS_COLORS", "lc=<:rc=\\::ec=>:di=di:ln=ln"}, {"NO_COLOR", ""}, {"TERM", "dumb"}};
  environment.insert(environment.end(), more.begin(), more.end());
  Terminal terminal({"sh", "-c", std::string("./") + name + ' ' + words}, place.path(), environment,
                    {24, 80});
  return terminal.read_to_end();
}

}  // namespace

TEST_CASE("colours: a terminal has them", "[terminal][colours]") {
  CHECK(shown("dir -maxdepth 0") == "<di:dir>\r\n");
  CHECK(shown("--color=auto dir -maxdepth 0") == "<di:dir>\r\n");
  CHECK(shown("dir -maxdepth 0 -printf '%p %f\\n'") == "<di:dir> <di:dir>\r\n");
}

TEST_CASE("colours: what is no terminal has none, though standard error is one", "[terminal][colours]") {
  CHECK(shown("dir -maxdepth 0 | cat") == "dir\r\n");
  CHECK(shown("dir -maxdepth 0 >out; cat out") == "dir\r\n");
  CHECK(shown("dir -maxdepth 0 -color | cat") == "<di:dir>\r\n");
  CHECK(shown("dir -maxdepth 0 2>/dev/null") == "<di:dir>\r\n");
}

TEST_CASE("colours: NO_COLOR, -nocolor and --color=never switch them off", "[terminal][colours]") {
  CHECK(shown("dir -maxdepth 0", {{"NO_COLOR", "1"}}) == "dir\r\n");
  CHECK(shown("dir -maxdepth 0", {{"NO_COLOR", "0"}}) == "dir\r\n");
  CHECK(shown("--color=auto dir -maxdepth 0", {{"NO_COLOR", "1"}}) == "dir\r\n");
  CHECK(shown("dir -maxdepth 0 -nocolor") == "dir\r\n");
  CHECK(shown("dir -maxdepth 0 --color=never") == "dir\r\n");
  CHECK(shown("dir -maxdepth 0 -color", {{"NO_COLOR", "1"}}) == "<di:dir>\r\n");
  CHECK(shown("dir -maxdepth 0 --color", {{"NO_COLOR", "1"}}) == "<di:dir>\r\n");
}

TEST_CASE("colours: as find it has none unless asked", "[terminal][colours]") {
  CHECK(shown("dir -maxdepth 0", {}, "find") == "dir\r\n");
  CHECK(shown("--color=auto dir -maxdepth 0", {}, "find") == "dir\r\n");
  CHECK(shown("dir -maxdepth 0 -color", {}, "find") == "<di:dir>\r\n");
  CHECK(shown("--color=always dir -maxdepth 0", {}, "find") == "<di:dir>\r\n");
}

TEST_CASE("colours: LS_COLORS that makes no sense means none, without a word", "[terminal][colours]") {
  CHECK(shown("dir -maxdepth 0", {{"LS_COLORS", "di"}}) == "dir\r\n");
}

TEST_CASE("colours: what programs read and files have none on a terminal either", "[terminal][colours]") {
  CHECK(shown("dir -maxdepth 0 -print0") == std::string("dir\0", 4));
  CHECK(shown("dir -maxdepth 0 -printx") == "dir\r\n");
  CHECK(shown("dir -maxdepth 0 -fprint /dev/stdout") == "dir\r\n");
  CHECK(shown("dir -maxdepth 0 -fprint /dev/tty") == "dir\r\n");
}

TEST_CASE("colours: no byte of a name drives the terminal, with colours or without", "[terminal][colours]") {
  const std::string make = "/dev/null -false; mkdir \"$(printf 'd\\033[31m')\"; ./findo d?* ";
  const std::string words = "-name 'd?*31m'";
  CHECK(shown(make + words) == "<di:$'d\\e[31m'>\r\n");
  CHECK(shown(make + "-nocolor " + words) == "d?[31m\r\n");
  CHECK(shown(make + words + " -printf '%p %5f\\n'") == "<di:$'d\\e[31m'> d?[31m\r\n");
  for (const char* file : {"/dev/stdout", "/dev/tty", "/dev/stderr"}) {
    CHECK(shown(make + words + " -fprint " + file) == "d?[31m\r\n");
    CHECK(shown(make + words + " -fprintf " + file + " '%p\\n'") == "d?[31m\r\n");
  }
  CHECK(shown(make + words + " -fprint0 /dev/tty") == std::string("d\x1b[31m\0", 7));
}
