#include "act/temporary_name.hpp"

#include <random>

namespace findo::act {

std::string next_temporary_name() {
  constexpr int kNameDigits = 16;
  std::random_device source;
  std::uniform_int_distribution<std::size_t> digit(0, 15);
  std::string name = ".findo-";
  for (int i = 0; i < kNameDigits; ++i) name += "0123456789abcdef"[digit(source)];
  return name;
}

}  // namespace findo::act
