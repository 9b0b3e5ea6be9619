// What the log may be asked for (-D). Nothing is until enable_log() says so, and then costs nothing: whoever
// would report asks first, once for a run or for a command, never for an entry.
#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>

namespace findo::base {

enum class LogTopic : std::uint8_t {
  cost,    ///< what each leaf of the expression needs
  exec,    ///< commands as they are run
  opt,     ///< the expression as it is evaluated
  rates,   ///< how often each leaf held
  search,  ///< directories as they are entered
  stat,    ///< status calls
  time,    ///< the instants that tests compare with
  tree,    ///< the expression as it was understood
};

/// Turns a topic on, or all of them off. While no other thread is at work.
void enable_log(LogTopic topic);
void disable_logs();
bool is_logged(LogTopic topic);

/// Writes a line to standard error: "findo: TOPIC: text". Control bytes in it are escaped. Threads: any.
void log(LogTopic topic, std::string_view text);

/// Counts how often something was asked and how often the answer was yes. Threads: any.
class LogTally {
 public:
  void add_question() { questions_.fetch_add(1, std::memory_order_relaxed); }
  void add_yes() { yeses_.fetch_add(1, std::memory_order_relaxed); }
  std::uint64_t questions() const { return questions_.load(std::memory_order_relaxed); }
  std::uint64_t yeses() const { return yeses_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> questions_{0};
  std::atomic<std::uint64_t> yeses_{0};
};

}  // namespace findo::base
