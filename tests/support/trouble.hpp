// What a test harness does when the machine, not the program under test, refuses: say so and end.
#pragma once

#include <string_view>

namespace findo::support {

/// Exit status of a harness that could not do its work; 1 is kept for "a test failed".
inline constexpr int kTroubleStatus = 2;

/// Prints `NAME: WHAT` and the meaning of errno (where it is not 0) on stderr and ends with kTroubleStatus.
/// A harness cannot go on without its directories and processes, and there is nobody to hand an error to.
[[noreturn]] void die(std::string_view what);

/// The result of a system call: itself, or die(what) where it is negative.
template <class Number>
Number need(Number result, std::string_view what) {
  if (result < 0) die(what);
  return result;
}

}  // namespace findo::support
