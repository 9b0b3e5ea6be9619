#include <random>

#include "files/random_number.hpp"

namespace findo::files {

std::uint64_t make_random_number() {
  std::random_device source;
  return std::uniform_int_distribution<std::uint64_t>()(source);
}

}  // namespace findo::files
