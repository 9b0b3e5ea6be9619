#include "act/temporary_name.hpp"

#include <cstdint>

#include "files/random_number.hpp"

namespace findo::act {

std::string next_temporary_name() {
  constexpr unsigned kDigits = 16;
  constexpr unsigned kDigitBits = 4;
  std::uint64_t number = files::make_random_number();
  std::string name = ".findo-";
  for (unsigned i = 0; i < kDigits; ++i, number >>= kDigitBits) name += "0123456789abcdef"[number % kDigits];
  return name;
}

}  // namespace findo::act
