// Who has started us may not have wanted to know how his children end; whoever runs commands does.
#pragma once

namespace findo::act {

/// Gives SIGCHLD its default action, by which children can be waited for. GNU find 4.9 does the same.
/// Threads: the one that acts.
void use_child_signal();

/// When this dies, what the process does at SIGCHLD is as it was before use_child_signal() was called for the
/// first time in its life. One at a time.
class ChildSignalRestored {
 public:
  ChildSignalRestored();
  ChildSignalRestored(const ChildSignalRestored&) = delete;
  ChildSignalRestored& operator=(const ChildSignalRestored&) = delete;
  ~ChildSignalRestored();
};

}  // namespace findo::act
