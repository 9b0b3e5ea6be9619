// The expectations are what GNU find 4.9 prints for %h and %f.
#include "output/path_parts.hpp"

#include <catch2/catch.hpp>

using findo::output::last_part;
using findo::output::leading_part;

TEST_CASE("path parts: %h is what is before the last component", "[output][printf]") {
  CHECK(leading_part("a") == ".");
  CHECK(leading_part("a/b") == "a");
  CHECK(leading_part("/a") == "");
  CHECK(leading_part("a//b") == "a/");
  CHECK(leading_part("") == ".");
}

TEST_CASE("path parts: %h takes no slash at the end for a separator", "[output][printf]") {
  CHECK(leading_part("foo/") == ".");
  CHECK(leading_part("foo//") == ".");
  CHECK(leading_part("a/b//") == "a");
  CHECK(leading_part("..//") == ".");
  CHECK(leading_part("/./") == "");
}

TEST_CASE("path parts: %h of one byte and slashes, or of slashes alone, loses only the last",
          "[output][printf]") {
  CHECK(leading_part("./") == ".");
  CHECK(leading_part(".//") == "./");
  CHECK(leading_part("a/") == "a");
  CHECK(leading_part("a///") == "a//");
  CHECK(leading_part("/") == "");
  CHECK(leading_part("///") == "//");
}

TEST_CASE("path parts: %f keeps one of the slashes at the end", "[output][printf]") {
  CHECK(last_part("a") == "a");
  CHECK(last_part("a/b") == "b");
  CHECK(last_part("foo//") == "foo/");
  CHECK(last_part("a/b///") == "b/");
  CHECK(last_part("./") == "./");
  CHECK(last_part("/") == "/");
  CHECK(last_part("///") == "/");
  CHECK(last_part("") == "");
}
