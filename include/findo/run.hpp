// A whole findo inside another program.
#pragma once

#include <span>
#include <string_view>

#include "findo/export.hpp"

namespace findo {

/// The version of the library, as "1.2.3".
FINDO_API std::string_view version();

/// Runs one command line as the program findo would: `arguments` are the words with the program's name first,
/// and none of them may be null. Results go to standard output, messages to standard error. Returns the exit
/// status: 0, or 1 where the command line was wrong or anything has failed. Sets the locale of the process
/// from the environment. Threads: one call at a time.
FINDO_API int run(std::span<const char* const> arguments);

}  // namespace findo
