// System calls that a signal may cut short.
#pragma once

#include <cerrno>

namespace findo::files {

/// The result of a system call, called again for as long as signals cut it short.
template <class Call>
auto uninterrupted(Call&& call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

}  // namespace findo::files
