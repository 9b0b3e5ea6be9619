#include "act/temporary_name.hpp"

#include <cstdint>
#include <unistd.h>

namespace findo::act {

/// Threads: the retiring one.
std::string next_temporary_name() {
  static std::uint64_t count = 0;
  return ".findo-" + std::to_string(getpid()) + '-' + std::to_string(++count);
}

}  // namespace findo::act
