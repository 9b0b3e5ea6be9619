// One thread does it all: it waits for whatever happens first on any pipe. A process closes its pipes when it
// ends, a moment before it can be waited for; so whoever has closed both is most likely gone. One that only
// has closed them, as a daemon does, is waited for through a descriptor of the process where the system has
// such a thing, so that it keeps nobody waiting but itself.

#include "act/job_pool.hpp"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/file_status.hpp"
#include "files/process_descriptor.hpp"

namespace findo::act {
namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;  // what a pipe holds on Linux

struct Pipe {
  base::Descriptor to_read;
  base::Descriptor to_write;
};

base::Result<Pipe, base::Errno> open_pipe() {
  int numbers[2];
#ifdef __linux__
  if (pipe2(numbers, O_CLOEXEC) != 0) return base::Failure{base::last_errno()};
#else
  if (pipe(numbers) != 0) return base::Failure{base::last_errno()};
  for (const int number : numbers) fcntl(number, F_SETFD, FD_CLOEXEC);
#endif
  return Pipe{base::Descriptor(numbers[0]), base::Descriptor(numbers[1])};
}

bool are_one_file(int first, int second) {
  struct stat of_first {};
  struct stat of_second {};
  return fstat(first, &of_first) == 0 && fstat(second, &of_second) == 0 &&
         files::is_same_file(of_first, of_second);
}

}  // namespace

JobPool::JobPool(const JobPoolSettings& settings)
    : settings_(settings), is_one_file_(are_one_file(STDOUT_FILENO, STDERR_FILENO)), buffer_(kBufferBytes) {}

base::Result<JobNumber, base::Errno> JobPool::start(const std::vector<const char*>& words, int directory) {
  if (!settings_.keeps_input && !no_input_) {
    no_input_.reset(open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (!no_input_) return base::Failure{base::last_errno()};
  }
  auto output = open_pipe();
  if (!output) return base::Failure{output.error()};
  auto error = is_one_file_ ? Pipe{} : open_pipe();
  if (!error) return base::Failure{error.error()};
  const int for_errors = is_one_file_ ? output->to_write.number() : error->to_write.number();
  const auto process =
      start_process(words, directory, {no_input_.number(), output->to_write.number(), for_errors});
  if (!process) return base::Failure{process.error()};
  running_.push_back({.end = {.number = ++last_, .name = words.front()},
                      .process = *process,
                      .channels = {Channel{std::move(output->to_read), output::Spool(use_)},
                                   Channel{std::move(error->to_read), output::Spool(use_)}}});
  return last_;
}

void JobPool::list_awaited() {
  awaited_.clear();
  const auto add = [&](const base::Descriptor& descriptor) {
    awaited_.push_back({descriptor.number(), POLLIN, 0});
    return awaited_.size() - 1;
  };
  for (Job& job : running_) {
    for (Channel& channel : job.channels) {
      if (channel.pipe) channel.awaited = add(channel.pipe);
    }
    // Of one that has just closed its pipes it is asked first whether it is there at all.
    if (job.is_read() && !job.ending) job.ending = files::open_process(job.process);
    if (job.ending) job.awaited = add(job.ending);
  }
}

/// `is_last`: nobody is going to write more than there is.
void JobPool::read_from(Job& job, Channel& channel, bool is_last) {
  const ssize_t count = read(channel.pipe.number(), buffer_.data(), buffer_.size());
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (count < 0 && !job.loss) job.loss = base::last_errno();
  if (count > 0 && !job.loss) {
    const auto status = channel.spool.append({buffer_.data(), static_cast<std::size_t>(count)});
    if (!status) job.loss = status.error();
  }
  const bool is_all = is_last && static_cast<std::size_t>(std::max<ssize_t>(count, 0)) < buffer_.size();
  if (count <= 0 || is_all) channel.pipe.reset();
}

bool JobPool::has_ended(Job& job) {
  if (!job.is_read()) return false;
  const auto end = try_end_of_process(job.process);
  if (end && !*end) return false;
  // Somebody else has waited for it.
  constexpr int kUnknown = 127;
  job.end.end = end && *end ? **end : ProcessEnd{kUnknown, 0};
  return true;
}

/// Reads what there is to be read. True: that may have been the last thing that the job was waited for.
bool JobPool::look_at(Job& job) {
  bool has_changed = job.is_read() && !job.ending;
  for (Channel& channel : job.channels) {
    if (!channel.pipe) continue;
    const short events = awaited_[channel.awaited].revents;
    if (events != 0) read_from(job, channel, (events & POLLHUP) != 0);
    has_changed |= events != 0;
  }
  return has_changed || (job.ending && awaited_[job.awaited].revents != 0);
}

std::vector<EndedJob> JobPool::wait(int timeout_ms) {
  std::vector<EndedJob> ended;
  list_awaited();
  constexpr int kLookAgainMs = 10;  // at those of which nothing tells when they end
  const bool must_look_again = std::any_of(running_.begin(), running_.end(),
                                           [](const Job& job) { return job.is_read() && !job.ending; });
  if (must_look_again) timeout_ms = timeout_ms < 0 ? kLookAgainMs : std::min(timeout_ms, kLookAgainMs);
  if (running_.empty() || poll(awaited_.data(), awaited_.size(), timeout_ms) < 0) return ended;
  for (auto at = running_.begin(); at != running_.end();) {
    Job& job = *at;
    if (!look_at(job) || !has_ended(job)) {
      ++at;
      continue;
    }
    ended.push_back(
        {std::move(job.end), std::move(job.channels[0].spool), std::move(job.channels[1].spool), job.loss});
    at = running_.erase(at);
  }
  return ended;
}

void JobPool::terminate() {
  for (Job& job : running_) {
    job.end.is_ours = true;
    kill(job.process, SIGTERM);
  }
}

void JobPool::stop_reading() {
  for (Job& job : running_) {
    for (Channel& channel : job.channels) channel.pipe.reset();
  }
}

}  // namespace findo::act
