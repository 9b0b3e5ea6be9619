// Starting commands and waiting for them. No shell sees them, save that a script which names no interpreter
// is the shell's, as POSIX has it for execvp().
#pragma once

#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

#include "base/errno_code.hpp"
#include "base/result.hpp"

namespace findo::act {

/// How a command has ended.
struct ProcessEnd {
  int exit_code = 0;  ///< of a command that has ended by itself
  int signal = 0;     ///< else the signal that has ended it
  bool succeeded() const { return exit_code == 0 && signal == 0; }
};

/// Descriptors that a command gets for its standard streams; -1: ours.
struct StandardStreams {
  int input = -1;
  int output = -1;
  int error = -1;
};

/// Starts words[0], looked for in PATH, with these arguments in the directory that `directory` is a
/// descriptor of (AT_FDCWD: the present one). Errors: the command cannot be started: ENOENT, EACCES, E2BIG,
/// EAGAIN …
base::Result<pid_t, base::Errno> start_process(const std::vector<const char*>& words, int directory,
                                               const StandardStreams& streams = {});

/// Waits for it. Errors: those of waitpid(2).
base::Result<ProcessEnd, base::Errno> await_process(pid_t process);
/// The same without waiting; none: it is still going on.
base::Result<std::optional<ProcessEnd>, base::Errno> try_end_of_process(pid_t process);

/// Starts a command and waits for it.
base::Result<ProcessEnd, base::Errno> run_process(const std::vector<const char*>& words, int directory);

}  // namespace findo::act
