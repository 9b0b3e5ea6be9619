// Feeds the date parser any bytes. The first byte chooses the zone and the moment that dates are seen from.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string_view>

#include "language/dates.hpp"

namespace {

constexpr const char* kZones[] = {"UTC", "America/New_York", "Europe/Dublin", "Australia/Lord_Howe",
                                  "<-03>3"};
constexpr std::int64_t kNows[] = {0,         1'784'118'896,         -1, 4'102'444'800, INT64_MAX,
                                  INT64_MIN, 67'767'976'233'532'799};

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using findo::base::Timestamp;
  if (size == 0) return 0;
  setenv("TZ", kZones[data[0] % std::size(kZones)], 1);
  const Timestamp now{kNows[data[0] / 8 % std::size(kNows)], 123'456'789};
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto when = findo::language::parse_date(text, now);
  if (when) {
    check(0 <= when->nanoseconds && when->nanoseconds < findo::base::kNanosecondsPerSecond);
  } else {
    check(when.error().offset <= text.size() && when.error().length <= text.size() - when.error().offset);
    check(!when.error().message.empty());
  }
  return 0;
}
