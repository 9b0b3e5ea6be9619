// Writing to a descriptor until all is written.
#pragma once

#include <string_view>

namespace findo::output {

/// Writes both pieces, one behind the other, without putting them together first. Whatever interrupts it, it
/// goes on; but once a signal waits to end the process (interruption.hpp) it goes on as write_promptly()
/// does. Returns 0, or the errno of what has stopped it.
int write_all(int descriptor, std::string_view first, std::string_view second = {});

/// The same for who cannot wait: half a second without progress, since the reader does not read, and it gives
/// up with EAGAIN. May be called in a signal handler.
int write_promptly(int descriptor, std::string_view bytes) noexcept;

}  // namespace findo::output
