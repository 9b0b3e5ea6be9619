// Runs a program and lets one of its system calls fail, from outside: a filter of seccomp(2) stops the
// program at each use of the call, and ptrace(2) puts an error in the place of the n-th. The kernel never
// sees that one, save close, which Linux always carries out before it complains.
#pragma once

#include <map>
#include <string>
#include <sys/types.h>
#include <vector>

namespace findo::faults_outside {

/// The n-th use of a call, counted from 1 and from where main() begins, fails with the errno.
struct Fault {
  long call = -1;  ///< -1: none does, all are counted
  int error = 0;
  unsigned use = 0;
};

/// What to run, and where. Nothing of the environment is inherited.
struct Traced {
  std::vector<std::string> words;  ///< argv; the first is the path of the program
  std::vector<std::string> environment;
  std::string directory;
};

/// What became of it.
struct Ending {
  std::string output;
  std::string errors;
  int status = 0;  ///< exit status; 128 + the signal where one ended it
  bool timed_out = false;
  bool was_struck = false;         ///< there was an n-th use
  int struck_descriptor = -1;      ///< that the call was about
  std::vector<std::string> paths;  ///< that the call was about, absolute
  std::map<long, unsigned> uses;   ///< of each call, where none was to fail
  unsigned left_open = 0;          ///< descriptors beyond the standard ones at the end of the program
  std::string inherited;           ///< descriptors beyond these that a command was given
};

/// Whether this system lets us: it may forbid ptrace or seccomp.
bool can_trace();

/// Runs it to its end, for 10 seconds at most.
Ending run(const Traced& traced, const Fault& fault);

}  // namespace findo::faults_outside
