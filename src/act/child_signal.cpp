#include "act/child_signal.hpp"

#include <csignal>
#include <optional>
#include <utility>

namespace findo::act {
namespace {

/// What was there before, while it is another one.
std::optional<struct sigaction> replaced;

}  // namespace

void use_child_signal() {
  if (replaced) return;
  struct sigaction own {};
  own.sa_handler = SIG_DFL;
  struct sigaction before {};
  if (sigaction(SIGCHLD, &own, &before) == 0) replaced = before;
}

ChildSignalRestored::~ChildSignalRestored() {
  if (replaced) sigaction(SIGCHLD, &*replaced, nullptr);
  replaced.reset();
}

}  // namespace findo::act
