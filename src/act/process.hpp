// Starting one command and waiting for it. No shell, ever.
#pragma once

#include <string>
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

/// Runs words[0], looked for in PATH, with these arguments in the directory that `directory` is a descriptor
/// of (AT_FDCWD: the present one), and waits. Standard streams are inherited. Errors: the command cannot be
/// started: ENOENT, EACCES, E2BIG …
base::Result<ProcessEnd, base::Errno> run_process(const std::vector<const char*>& words, int directory);

}  // namespace findo::act
