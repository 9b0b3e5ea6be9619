// Points in time and spans between them, in whole seconds and nanoseconds, wide enough for every file system.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace findo::base {

inline constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

/// A point in time: seconds since 1970-01-01 00:00:00 UTC (negative before it) plus 0 ≤ nanoseconds < 10^9.
/// Two fields, since 64-bit nanoseconds alone end in 2262 and ext4, XFS and tmpfs store later dates.
struct Timestamp {
  std::int64_t seconds = 0;
  std::int32_t nanoseconds = 0;

  // NOLINTNEXTLINE(modernize-use-nullptr): sees a null pointer in the comparison with zero that it implies
  friend auto operator<=>(const Timestamp&, const Timestamp&) = default;
};

/// a - b; where that is longer than time is, the longest span there is.
constexpr Timestamp difference(Timestamp a, Timestamp b) {
  Timestamp result{0, a.nanoseconds - b.nanoseconds};
  if (__builtin_sub_overflow(a.seconds, b.seconds, &result.seconds)) {
    result.seconds = a.seconds < b.seconds ? std::numeric_limits<std::int64_t>::min() + 1
                                           : std::numeric_limits<std::int64_t>::max();
  }
  if (result.nanoseconds < 0) {
    result.seconds -= 1;
    result.nanoseconds += static_cast<std::int32_t>(kNanosecondsPerSecond);
  }
  return result;
}

}  // namespace findo::base
