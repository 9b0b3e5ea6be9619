#include "output/human_size.hpp"

#include <string_view>

#include "output/numbers.hpp"

namespace findo::output {

void append_human_size(std::string& out, std::uint64_t bytes) {
  constexpr std::string_view kUnits = "KMGTPE";
  constexpr std::uint64_t kUnit = 1024;
  if (bytes < kUnit) return append_number(out, bytes);
  std::size_t unit = 0;
  std::uint64_t below = kUnit;  // bytes in one of `unit`
  // What would be rounded to 1024 of a unit is one of the next.
  while (unit + 1 < kUnits.size() && bytes / below >= kUnit) {
    below *= kUnit;
    ++unit;
  }
  std::uint64_t tenths = bytes / below * 10 + (bytes % below * 10 + below / 2) / below;
  if (tenths >= (kUnit * 10) - 5 && unit + 1 < kUnits.size()) {
    tenths = 10;
    ++unit;
  }
  if (tenths < 100) {
    append_number(out, tenths / 10);
    out += '.';
    append_number(out, tenths % 10);
  } else {
    append_number(out, (tenths + 5) / 10);
  }
  out += kUnits[unit];
}

}  // namespace findo::output
