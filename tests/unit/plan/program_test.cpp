// What an evaluation asks of the system.
#include "plan/program.hpp"

#include <catch2/catch.hpp>

#include "unit/plan/holds.hpp"

using findo::files::Fact;
using findo::files::FileType;
using findo::tests::FixedEntry;
using findo::tests::holds;

TEST_CASE("program: the first status call asks for all that follows while everything is true",
          "[plan][program]") {
  FixedEntry entry("dir", "file", FileType::regular);
  CHECK(holds(entry, "-size +0 -user 0"));
  CHECK(entry.reader.loads == 1);
  CHECK(entry.reader.wanted == (Fact::type | Fact::size | Fact::user));
}

TEST_CASE("program: what comes only on the other side of an -o is not asked for", "[plan][program]") {
  FixedEntry entry("dir", "file", FileType::regular);
  CHECK(holds(entry, "( -size +0 -o -user 0 )"));
  CHECK(entry.reader.wanted == (Fact::type | Fact::size));
}

TEST_CASE("program: names alone ask for nothing, whatever would follow", "[plan][program]") {
  FixedEntry entry("dir", "file", FileType::regular);
  CHECK_FALSE(holds(entry, "-name other -size +0"));
  CHECK(entry.reader.loads == 0);
}
