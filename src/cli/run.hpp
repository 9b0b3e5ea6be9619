// findo from command line to exit status.
#pragma once

#include <span>

namespace findo::cli {

/// Runs one command line, argv[0] and all. Returns the exit status: 0, or 1 where anything has failed.
int run(std::span<const char* const> argv);

}  // namespace findo::cli
