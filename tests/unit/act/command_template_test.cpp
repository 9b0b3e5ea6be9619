#include "act/command_template.hpp"

#include <catch2/catch.hpp>

namespace findo::act {
namespace {

using Words = std::vector<std::string>;

Words filled(std::vector<const char*> words, std::string_view path, Places places = Places::parts) {
  return CommandTemplate(words, places).filled(path);
}

TEST_CASE("command template: every place is filled in, wherever it stands", "[act][template]") {
  CHECK(filled({"cp", "{}", "-o{//}/{/.}.bak", "{.}{/}"}, "./a/b.tar.gz") ==
        Words{"cp", "./a/b.tar.gz", "-o./a/b.tar.bak", "./a/b.tarb.tar.gz"});
  CHECK(filled({"{}", "{}{}"}, "x") == Words{"x", "xx"});
}

TEST_CASE("command template: what is filled in is not looked through again", "[act][template]") {
  CHECK(filled({"echo", "{/}", "{}"}, "a/{}{.}") == Words{"echo", "{}{.}", "a/{}{.}"});
}

TEST_CASE("command template: other braces are text", "[act][template]") {
  CHECK(filled({"a", "{", "{x}", "{/", "{{}}", "{///}", ""}, "p") ==
        Words{"a", "{", "{x}", "{/", "{p}", "{///}", ""});
}

TEST_CASE("command template: where only the path is asked for the parts are text", "[act][template]") {
  CHECK(filled({"a", "{/}{}", "{.}"}, "p/q", Places::path) == Words{"a", "{/}p/q", "{.}"});
}

TEST_CASE("command template: the name and its directory, with slashes as they come", "[act][template]") {
  struct Row {
    const char* path;
    const char* name;
    const char* holder;
  };
  constexpr Row kRows[] = {{"a", "a", "."},           {"a/b", "b", "a"}, {"a/b/", "b", "a"},
                           {"/a", "a", "/"},          {"/", "/", "."},   {"///", "/", "."},
                           {"a//b", "b", "a"},        {"//a", "a", "/"}, {"./a", "a", "."},
                           {"../a/..", "..", "../a"}, {".", ".", "."},   {"a///", "a", "."}};
  for (const Row& row : kRows) {
    CAPTURE(row.path);
    CHECK(name_of(row.path) == row.name);
    if (name_of(row.path) != "/") CHECK(holder_of(row.path) == row.holder);
  }
  CHECK(holder_of("/") == "/");
}

TEST_CASE("command template: an extension belongs to the name, and not to one of dots", "[act][template]") {
  struct Row {
    const char* path;
    const char* without;
  };
  constexpr Row kRows[] = {{"a.c", "a"},
                           {"a.tar.gz", "a.tar"},
                           {"a.", "a"},
                           {".a", ".a"},
                           {".a.b", ".a"},
                           {"..", ".."},
                           {"..a", "..a"},
                           {"..a.b", "..a"},
                           {"d.x/a", "d.x/a"},
                           {"d.x/a.c", "d.x/a"},
                           {"d.x/", "d"},
                           {"a", "a"},
                           {"d/.bashrc", "d/.bashrc"},
                           {".", "."},
                           {"d/a..c", "d/a."}};
  for (const Row& row : kRows) {
    CAPTURE(row.path);
    CHECK(without_extension(row.path) == row.without);
  }
}

}  // namespace
}  // namespace findo::act
