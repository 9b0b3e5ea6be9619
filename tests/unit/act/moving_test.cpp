#include "act/moving.hpp"

#include <catch2/catch.hpp>

#include "unit/act/scratch.hpp"

namespace findo::act {
namespace {

/// A file "a" of which the identity is known, and which another one has taken the place of since.
class Replaced {
 public:
  Replaced() {
    scratch.file("a", "old");
    then = scratch.identity("a");
    scratch.file("b", "another");
    scratch.rename("b", "a");
    now = scratch.identity("a");
  }

  tests::Scratch scratch;
  FileIdentity then;
  FileIdentity now;
};

TEST_CASE("moving: the file that was looked at goes to its new name", "[act][moving]") {
  const tests::Scratch scratch;
  scratch.file("a", "text");
  const auto moved = move_file(scratch.at("a"), scratch.at("to"), scratch.identity("a"), Replacing::never);
  REQUIRE(moved);
  CHECK_FALSE(moved->has_replaced);
  CHECK_FALSE(moved->other);
  CHECK(scratch.text("to") == "text");
}

TEST_CASE("moving: what is replaced is told", "[act][moving]") {
  const tests::Scratch scratch;
  scratch.file("a", "text");
  scratch.file("to", "old");
  CHECK_FALSE(move_file(scratch.at("a"), scratch.at("to"), scratch.identity("a"), Replacing::never));
  const auto moved = move_file(scratch.at("a"), scratch.at("to"), scratch.identity("a"), Replacing::files);
  REQUIRE(moved);
  CHECK(moved->has_replaced);
  CHECK_FALSE(moved->other);
}

TEST_CASE("moving: another file that has got the name is given back", "[act][moving]") {
  for (const Replacing replacing : {Replacing::never, Replacing::files}) {
    const Replaced files;
    const auto moved = move_file(files.scratch.at("a"), files.scratch.at("to"), files.then, replacing);
    REQUIRE_FALSE(moved);
    CHECK(moved.error().sentence == "it has changed since it was looked at");
    CHECK(files.scratch.text("a") == "another");
    CHECK_FALSE(files.scratch.exists("to"));
  }
}

TEST_CASE("moving: another file that has replaced something stays there, and is told", "[act][moving]") {
  const Replaced files;
  files.scratch.file("to", "replaced");
  const auto moved = move_file(files.scratch.at("a"), files.scratch.at("to"), files.then, Replacing::files);
  REQUIRE(moved);
  CHECK(moved->has_replaced);
  REQUIRE(moved->other);
  CHECK(is_alike(*moved->other, files.now, Likeness::content));
  CHECK(files.scratch.text("to") == "another");
  CHECK_FALSE(files.scratch.exists("a"));
}

}  // namespace
}  // namespace findo::act
