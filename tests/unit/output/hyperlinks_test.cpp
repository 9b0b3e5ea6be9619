#include "output/hyperlinks.hpp"

#include <catch2/catch.hpp>

namespace {

std::string target(const findo::output::Hyperlinks& links, std::string_view path) {
  std::string out;
  links.begin(out, path);
  REQUIRE(out.starts_with("\033]8;;"));
  REQUIRE(out.ends_with("\033\\"));
  return out.substr(5, out.size() - 7);
}

}  // namespace

TEST_CASE("hyperlinks: a relative path is below the directory, an absolute one as it is", "[output][links]") {
  const findo::output::Hyperlinks links("host", "/some/where");
  CHECK(target(links, "a/b") == "file://host/some/where/a/b");
  CHECK(target(links, "./a") == "file://host/some/where/a");
  CHECK(target(links, ".//a") == "file://host/some/where/a");
  CHECK(target(links, ".") == "file://host/some/where/");
  CHECK(target(links, "./") == "file://host/some/where/");
  CHECK(target(links, "../a") == "file://host/some/where/../a");
  CHECK(target(links, "/x") == "file://host/x");
}

TEST_CASE("hyperlinks: in the root directory there is one slash", "[output][links]") {
  CHECK(target({"", "/"}, "a") == "file:///a");
}

TEST_CASE("hyperlinks: no byte of a path can end the link or drive the terminal", "[output][links]") {
  const findo::output::Hyperlinks links("h;\033", "/d \n");
  CHECK(target(links, "a\033\\;%\xff\x07") == "file://h%3B%1B/d%20%0A/a%1B%5C%3B%25%FF%07");
}
