// A whole findo inside another program.
#pragma once

#include <span>
#include <string_view>

#include "findo/export.hpp"

namespace findo {

/// The version of the library, as "1.2.3".
FINDO_API std::string_view version();

/// Runs one command line as the program findo would: `arguments` are the words with the program's name first,
/// and none of them may be null; without any it fails. Results go to standard output, messages to standard
/// error. Returns the exit status: 0, or 1 where the command line was wrong or anything has failed, or
/// whatever else findo(1) says. Sets the locale of the process from the environment. While it runs, signals
/// are taken care of as findo(1) says, SIGCHLD has its default action where there are commands, and closed
/// descriptors among 0, 1 and 2 are held by /dev/null. Threads: one call at a time, and no search() beside
/// it; what that one says of the process goes for this one, too.
FINDO_API int run(std::span<const char* const> arguments);

}  // namespace findo
