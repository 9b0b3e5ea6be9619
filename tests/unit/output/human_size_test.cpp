#include "output/human_size.hpp"

#include <catch2/catch.hpp>

namespace {

std::string human(std::uint64_t bytes) {
  std::string out;
  findo::output::append_human_size(out, bytes);
  return out;
}

}  // namespace

TEST_CASE("human size: bytes stand as they are", "[output][size]") {
  CHECK(human(0) == "0");
  CHECK(human(1) == "1");
  CHECK(human(1023) == "1023");
}

TEST_CASE("human size: below ten of a unit there is one decimal, from then on none", "[output][size]") {
  CHECK(human(1024) == "1.0K");
  CHECK(human(1536) == "1.5K");
  CHECK(human(10'137) == "9.9K");
  CHECK(human(10'240) == "10K");
  CHECK(human(123'456) == "121K");
  CHECK(human(5'368'709'120) == "5.0G");
}

TEST_CASE("human size: what rounds to 1024 of a unit is one of the next", "[output][size]") {
  CHECK(human(1024 * 1023) == "1023K");
  CHECK(human(1024 * 1024 - 1) == "1.0M");
  CHECK(human(1024 * 1024) == "1.0M");
}

TEST_CASE("human size: what rounds to ten of a unit has no decimal", "[output][size]") {
  CHECK(human(1024 * 10 - 1) == "10K");
}

TEST_CASE("human size: the largest number fits", "[output][size]") {
  CHECK(human(18'446'744'073'709'551'615U) == "16E");
}
