#include "walk/processors.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>
#include <thread>

#ifdef __linux__
#include <sched.h>
#endif

namespace findo::walk {

#ifdef __linux__

namespace {

constexpr unsigned kUnlimited = std::numeric_limits<unsigned>::max();

/// cgroups(7), version 2: cpu.max holds "max 100000" or "50000 100000", quota and period in microseconds.
unsigned quota_of(const std::string& group) {
  std::ifstream file("/sys/fs/cgroup" + group + "/cpu.max");
  std::string quota;
  unsigned long period = 0;
  if (!(file >> quota >> period) || period == 0) return kUnlimited;
  const unsigned long microseconds = std::strtoul(quota.c_str(), nullptr, 10);
  return microseconds == 0 ? kUnlimited : static_cast<unsigned>((microseconds + period - 1) / period);
}

/// The group of this process in the one hierarchy of version 2: the line "0::/user.slice/…".
std::string own_group() {
  std::ifstream file("/proc/self/cgroup");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("0::")) return line.substr(3);
  }
  return {};
}

}  // namespace

unsigned allowed_processors() {
  cpu_set_t set;
  CPU_ZERO(&set);
  // More processors than fit into the set, or none of this: the standard library's guess.
  if (sched_getaffinity(0, sizeof set, &set) != 0) return std::max(1U, std::thread::hardware_concurrency());
  return static_cast<unsigned>(std::max(1, CPU_COUNT(&set)));
}

unsigned processor_quota() {
  unsigned least = kUnlimited;
  for (std::string group = own_group(); !group.empty(); group.erase(group.rfind('/'))) {
    least = std::min(least, quota_of(group == "/" ? "" : group));
  }
  return std::max(1U, least);
}

#else

unsigned allowed_processors() { return std::max(1U, std::thread::hardware_concurrency()); }
unsigned processor_quota() { return std::numeric_limits<unsigned>::max(); }

#endif

}  // namespace findo::walk
