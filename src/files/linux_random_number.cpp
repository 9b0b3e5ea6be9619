#include <ctime>
#include <sys/random.h>
#include <unistd.h>

#include "files/random_number.hpp"

namespace findo::files {

std::uint64_t make_random_number() {
  std::uint64_t number = 0;
  if (getrandom(&number, sizeof number, GRND_NONBLOCK) == sizeof number) return number;
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  constexpr std::uint64_t kNanoseconds = 1'000'000'000;
  const std::uint64_t time = static_cast<std::uint64_t>(now.tv_sec) * kNanoseconds;
  return (time + static_cast<std::uint64_t>(now.tv_nsec)) ^ (static_cast<std::uint64_t>(getpid()) << 32U);
}

}  // namespace findo::files
