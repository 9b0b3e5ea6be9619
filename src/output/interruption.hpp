// Signals that end the process, such as Ctrl-C: what is pending is written first, and in whole lines; then
// the process ends by that very signal, so that whoever has started it knows.
#pragma once

#include <array>
#include <cstddef>

namespace findo::output {

inline constexpr std::size_t kEndingSignals = 5;

/// Who has something pending.
class Finisher {
 public:
  /// The last thing that happens before the process ends. May run in a signal handler: nothing but
  /// async-signal-safe functions (signal-safety(7)).
  virtual void finish() noexcept = 0;

 protected:
  ~Finisher() = default;
};

/// While one lives, SIGHUP, SIGINT, SIGPIPE, SIGQUIT and SIGTERM end the process that way, save those that
/// are ignored or that somebody else already takes care of. A second one ends it at once. Threads: it
/// belongs to the one that has made it, which alone may touch what the finisher looks at; the others may be
/// interrupted anywhere.
class Interruption {
 public:
  explicit Interruption(Finisher& finisher);
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  ~Interruption();

  /// Whether a signal is waiting for a Delay to end, so that nobody should wait for anything any longer.
  static bool is_waiting();

  /// Has the finisher do its work because the process is about to end for another reason; nothing where it is
  /// not safe: on a thread that is not the owner, or within a Delay.
  static void finish_if_safe() noexcept;

 private:
  std::array<bool, kEndingSignals> is_ours_{};  ///< we take care of it
};

/// While one lives a signal waits, since what the finisher would look at is being changed. They may be
/// nested.
class Delay {
 public:
  Delay();
  Delay(const Delay&) = delete;
  Delay& operator=(const Delay&) = delete;
  ~Delay();
};

}  // namespace findo::output
