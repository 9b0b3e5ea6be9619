// A number that nobody can foresee.
#pragma once

#include <cstdint>

namespace findo::files {

/// A number from the system's source of them; where that has none to give, one that is at least different
/// each time. Threads: any.
std::uint64_t make_random_number();

}  // namespace findo::files
