// The system's clock.
#pragma once

#include <ctime>

#include "base/timestamp.hpp"

namespace findo::base {

/// The present time, in the resolution of the clock, which is finer than that of most file systems.
inline Timestamp now() {
  timespec time{};
  clock_gettime(CLOCK_REALTIME, &time);
  return {time.tv_sec, static_cast<std::int32_t>(time.tv_nsec)};
}

}  // namespace findo::base
