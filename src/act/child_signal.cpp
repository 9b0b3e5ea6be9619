#include "act/child_signal.hpp"

#include <csignal>
#include <optional>
#include <utility>

namespace findo::act {
namespace {

/// What was there before the first use that is to be undone.
std::optional<struct sigaction> replaced;

}  // namespace

void use_child_signal() {
  struct sigaction own {};
  own.sa_handler = SIG_DFL;
  struct sigaction before {};
  if (sigaction(SIGCHLD, &own, &before) == 0 && !replaced) replaced = before;
}

ChildSignalRestored::ChildSignalRestored() { replaced.reset(); }

ChildSignalRestored::~ChildSignalRestored() {
  if (replaced) sigaction(SIGCHLD, &*replaced, nullptr);
  replaced.reset();
}

}  // namespace findo::act
