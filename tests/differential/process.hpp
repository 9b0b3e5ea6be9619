// Runs one program to its end and keeps what it wrote.
#pragma once

#include <array>
#include <string>
#include <vector>

namespace findo::differential {

struct Job {
  std::string program;             ///< Path of the executable.
  std::vector<std::string> words;  ///< argv; words[0] is the name that the program sees.
  std::vector<std::string> environment;
  std::string directory;  ///< Where it runs.
  std::string standard_input;
  bool unprivileged = false;  ///< As nobody, without groups.
};

struct Outcome {
  std::string output;
  std::string messages;  ///< stderr.
  int status = 0;        ///< Exit status; 128 + N for signal N.
  bool timed_out = false;
};

/// A program that runs.
struct Child {
  int process = -1;
  std::array<int, 3>
      files{};  ///< What it has as stdin, stdout and stderr: files in memory, so nothing can block.
};

/// Starts the job.
Child start(const Job& job);

/// Waits for the end, a fixed number of seconds at most, then kills it. A program that could not be started
/// has the status 127.
Outcome finish(const Child& child);

}  // namespace findo::differential
