// Runs a program as a user would, without a shell, and takes in all that it says.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

#include "support/tree_spec.hpp"

namespace findo::support {

/// Programs that a sanitizer watches are several times as slow.
#ifdef FINDO_IS_SANITIZED
inline constexpr std::chrono::seconds kTimeLimit{120};
#else
inline constexpr std::chrono::seconds kTimeLimit{20};
#endif

/// What to run, and where.
struct Command {
  std::string program;                   ///< path of the file to execute
  std::vector<std::string> arguments;    ///< from argv[0] on
  std::vector<std::string> environment;  ///< NAME=VALUE; nothing is inherited
  std::string directory;                 ///< the working directory
  std::string input;                     ///< standard input, at most kLargestInput; empty: /dev/null
  std::optional<Identity> identity;      ///< who runs it; needs root
  mode_t creation_mask = 022;
  std::chrono::milliseconds limit{kTimeLimit};  ///< afterwards it is killed with all that it started
  std::function<void(pid_t)> when_late{};       ///< if any, called before that
};

/// What fits into a pipe that nobody reads yet.
inline constexpr std::size_t kLargestInput = 65536;

/// What it said and how it ended.
struct Outcome {
  std::string output;
  std::string errors;
  int status = 0;  ///< exit status; 128 + the signal where one ended it, as a shell counts
  bool timed_out = false;
};

/// Runs the command to its end. What keeps the command from starting at all ends the harness.
Outcome run(const Command& command);

/// Whether the harness is root and so may become somebody else.
bool is_root();

/// The user and group "nobody".
Identity nobody();

}  // namespace findo::support
