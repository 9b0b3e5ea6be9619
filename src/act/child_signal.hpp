// Who has started us may not have wanted to know how his children end; whoever runs commands does.
#pragma once

#include <csignal>

namespace findo::act {

/// What the process does at SIGCHLD is as it was before when this dies.
class ChildSignalKept {
 public:
  ChildSignalKept() { sigaction(SIGCHLD, nullptr, &before_); }
  ChildSignalKept(const ChildSignalKept&) = delete;
  ChildSignalKept& operator=(const ChildSignalKept&) = delete;
  ~ChildSignalKept() { sigaction(SIGCHLD, &before_, nullptr); }

 private:
  struct sigaction before_ {};
};

}  // namespace findo::act
