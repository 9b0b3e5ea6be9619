// --halt: what a command that fails means for those that come after it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "act/action.hpp"

namespace findo::act {

enum class Halt : std::uint8_t {
  never,
  soon,  ///< no other is started, and the search ends when those that go on have ended
  now,   ///< the same, and these are asked to end (SIGTERM)
};

/// "'NAME' has ended with status 1", "'NAME' was ended by a signal".
std::string failure_of(const std::string& name, const ProcessEnd& end);

/// The message that the search ends since this command has failed for the entry.
std::string halt_message(std::string_view path, const std::string& name, const ProcessEnd& end);

}  // namespace findo::act
