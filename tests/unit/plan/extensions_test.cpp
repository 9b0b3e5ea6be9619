#include "plan/extensions.hpp"

#include <catch2/catch.hpp>

using findo::plan::Extensions;

namespace {

bool accepts(std::string_view list, std::string_view name) {
  const auto extensions = Extensions::parse(list);
  REQUIRE(extensions);
  return extensions->accept(name);
}

}  // namespace

TEST_CASE("extensions: one of the list, whatever its case", "[plan][extensions]") {
  CHECK(accepts("c,h", "main.c"));
  CHECK(accepts("c,h", "main.H"));
  CHECK(accepts("C", "main.c"));
  CHECK(accepts(".c", "main.c"));
  CHECK_FALSE(accepts("c,h", "main.cc"));
  CHECK_FALSE(accepts("c", "c"));
  CHECK_FALSE(accepts("c", "xc"));
}

TEST_CASE("extensions: an extension stands behind something", "[plan][extensions]") {
  CHECK_FALSE(accepts("bashrc", ".bashrc"));
  CHECK(accepts("bak", ".bashrc.bak"));
  CHECK(accepts("c", "..c"));
}

TEST_CASE("extensions: one may have several parts", "[plan][extensions]") {
  CHECK(accepts("tar.gz", "x.tar.gz"));
  CHECK(accepts("gz", "x.tar.gz"));
  CHECK_FALSE(accepts("tar.gz", "x.gz"));
  CHECK_FALSE(accepts("tar.gz", ".tar.gz"));
}

TEST_CASE("extensions: none is no dot but at the beginning or the end", "[plan][extensions]") {
  for (const char* name : {"README", ".bashrc", "x.", "."}) {
    INFO(name);
    CHECK(accepts("none", name));
    CHECK(accepts("c,none", name));
  }
  CHECK_FALSE(accepts("none", "x.none"));
  CHECK(accepts(".none", "x.none"));
  CHECK_FALSE(accepts(".none", "x"));
  CHECK_FALSE(accepts("none", "a.b"));
}

TEST_CASE("extensions: lists with holes and slashes are refused", "[plan][extensions]") {
  for (const char* wrong : {"", ",", "c,", ",c", "c,,h", ".", "c/h"}) {
    INFO(wrong);
    CHECK_FALSE(Extensions::parse(wrong));
  }
  CHECK(Extensions::parse("c,,h").error().offset == 2);
}
