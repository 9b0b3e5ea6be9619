// What the user types when he is asked.
#pragma once

#include <cstdint>

namespace findo::act {

enum class Answer : std::uint8_t { yes, no, none };

/// One line from standard input, and no byte more, since a command may want to read what follows; yes is what
/// the locale takes for it. None: the input has ended before anything came.
Answer read_answer();

}  // namespace findo::act
