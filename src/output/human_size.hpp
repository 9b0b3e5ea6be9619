// Sizes for people.
#pragma once

#include <cstdint>
#include <string>

namespace findo::output {

/// Appends the number of bytes in the largest unit of 1,024 that it comes to: "0", "1023", "1.0K", "2.5G",
/// "120M". Three figures at most; rounded to the nearest.
void append_human_size(std::string& out, std::uint64_t bytes);

}  // namespace findo::output
