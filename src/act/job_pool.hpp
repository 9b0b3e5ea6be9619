// Commands that run beside each other, with what they write kept until somebody has use for it.
#pragma once

#include <array>
#include <list>
#include <optional>
#include <poll.h>
#include <vector>

#include "act/action.hpp"
#include "base/descriptor.hpp"
#include "output/spool.hpp"

namespace findo::act {

struct JobPoolSettings {
  std::size_t most = 1;      ///< so many run at a time
  bool keeps_input = false;  ///< they read our standard input; else there is nothing to be read
};

/// A command that has ended, with everything that it has written.
struct EndedJob {
  JobEnd end;
  output::Spool output;
  output::Spool error;                ///< empty where both are the same file to us; then all is in `output`
  std::optional<base::Errno> loss{};  ///< why some of it could not be kept
};

/// A command has ended when its process has, and when nobody has its output open any more: what it has left
/// in the background and what writes there belongs to it, as for $(command) in a shell.
/// Threads: one.
class JobPool {
 public:
  explicit JobPool(const JobPoolSettings& settings);
  JobPool(const JobPool&) = delete;
  JobPool& operator=(const JobPool&) = delete;

  std::size_t running() const { return running_.size(); }
  bool has_room() const { return running_.size() < settings_.most; }
  std::size_t most() const { return settings_.most; }
  /// What the outputs that are kept take up, until the EndedJob is gone.
  const output::SpoolUse& use() const { return use_; }

  /// Starts one, whether there is room or not. Errors: of start_process(), of pipe(2), and of opening
  /// what there is nothing to be read from.
  base::Result<JobNumber, base::Errno> start(const std::vector<const char*>& words, int directory);
  /// Reads what there is to be read, after waiting for that for at most so long (-1: for ever); those that
  /// have ended. None where none has, a signal has come in between, or it is to be asked again.
  std::vector<EndedJob> wait(int timeout_ms);
  /// Asks all to end. They still have to be waited for.
  void terminate();
  /// Nobody will read what they write from now on, as they will notice when they do.
  void stop_reading();

 private:
  struct Channel {
    base::Descriptor pipe{};
    output::Spool spool;
    std::size_t awaited = 0;  ///< in `awaited_`
  };
  struct Job {
    JobEnd end;
    pid_t process;
    std::array<Channel, 2> channels;
    base::Descriptor ending{};  ///< becomes readable when the process ends; opened when it is needed
    std::size_t awaited = 0;
    std::optional<base::Errno> loss{};

    bool is_read() const { return !channels[0].pipe && !channels[1].pipe; }
  };

  void list_awaited();
  void read_from(Job& job, Channel& channel, bool is_last);
  bool look_at(Job& job);
  bool has_ended(Job& job);

  JobPoolSettings settings_;
  bool is_one_file_;  ///< standard output and standard error are
  base::Descriptor no_input_{};
  output::SpoolUse use_{};
  JobNumber last_ = 0;
  std::list<Job> running_;
  std::vector<pollfd> awaited_;
  std::vector<char> buffer_;
};

}  // namespace findo::act
