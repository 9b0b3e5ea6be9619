#include "unit/plan/holds.hpp"

namespace findo::tests {
namespace {

/// Which of these operands of -used hold for a file that was read so long after its status had changed.
std::string used(std::int64_t seconds, std::int32_t nanoseconds) {
  constexpr base::Timestamp kChanged{1'700'000'000, 500};
  FixedEntry entry("dir", "file");
  entry.reader.own->change_time = kChanged;
  entry.reader.own->access_time = {kChanged.seconds + seconds, kChanged.nanoseconds + nanoseconds};
  std::string held;
  for (const char* operand : {"0", "1", "2", "3", "-1", "-2", "+0", "+1", "0.5", "1.5"}) {
    if (holds(entry, std::string("-used ") + operand)) held += std::string(held.empty() ? "" : " ") + operand;
  }
  return held;
}

}  // namespace

TEST_CASE("-used: the day that has begun counts, to the nanosecond, as in GNU find", "[plan][time]") {
  CHECK(used(0, -1) == "");
  CHECK(used(0, 0) == "1 -1 -2 0.5");
  CHECK(used(0, 1) == "1 -1 -2 +0 0.5");
  CHECK(used(86'400, -1) == "1 -1 -2 +0 1.5");
  CHECK(used(86'400, 0) == "2 -2 +0 1.5");
  CHECK(used(86'400, 1) == "2 -2 +0 +1 1.5");
  CHECK(used(172'800, 0) == "3 +0 +1");
}

}  // namespace findo::tests
