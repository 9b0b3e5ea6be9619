#include "act/process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log_topics.hpp"
#include "base/quoting.hpp"

namespace findo::act {
namespace {

/// -D exec: the command as one may paste it into a shell.
void log_command(const std::vector<const char*>& words) {
  std::string line;
  for (const char* word : words) line += (line.empty() ? "" : " ") + base::shell_quoted(word);
  base::log(base::LogTopic::exec, line);
}

/// What a child to be does before it becomes the command; nothing where there is nothing to do.
class SpawnActions {
 public:
  SpawnActions(int directory, const StandardStreams& streams) {
    if (directory != AT_FDCWD) posix_spawn_file_actions_addfchdir_np(actions(), directory);
    const int numbers[] = {streams.input, streams.output, streams.error};
    for (int stream = 0; stream < 3; ++stream) {
      if (numbers[stream] >= 0) posix_spawn_file_actions_adddup2(actions(), numbers[stream], stream);
    }
  }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;
  ~SpawnActions() {
    if (used_) posix_spawn_file_actions_destroy(used_);
  }
  const posix_spawn_file_actions_t* get() const { return used_; }

 private:
  posix_spawn_file_actions_t* actions() {
    if (!used_) posix_spawn_file_actions_init(used_ = &actions_);
    return used_;
  }

  posix_spawn_file_actions_t actions_{};
  posix_spawn_file_actions_t* used_ = nullptr;
};

ProcessEnd end_of_status(int status) {
  if (WIFSIGNALED(status)) return ProcessEnd{0, WTERMSIG(status)};
  return ProcessEnd{WEXITSTATUS(status), 0};
}

}  // namespace

base::Result<pid_t, base::Errno> start_process(const std::vector<const char*>& words, int directory,
                                               const StandardStreams& streams) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const char* word : words) arguments.push_back(const_cast<char*>(word));  // posix_spawn changes none
  arguments.push_back(nullptr);
  if (base::is_logged(base::LogTopic::exec)) log_command(words);

  const SpawnActions actions(directory, streams);
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments[0], actions.get(), nullptr, arguments.data(), environ);
  if (error != 0) return base::Failure{base::Errno{error}};
  return child;
}

base::Result<ProcessEnd, base::Errno> await_process(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) return base::Failure{base::last_errno()};
  }
  return end_of_status(status);
}

base::Result<std::optional<ProcessEnd>, base::Errno> try_end_of_process(pid_t process) {
  int status = 0;
  const pid_t ended = waitpid(process, &status, WNOHANG);
  if (ended < 0 && errno != EINTR) return base::Failure{base::last_errno()};
  if (ended <= 0) return std::optional<ProcessEnd>();
  return std::optional(end_of_status(status));
}

base::Result<ProcessEnd, base::Errno> run_process(const std::vector<const char*>& words, int directory) {
  const auto child = start_process(words, directory);
  if (!child) return base::Failure{child.error()};
  return await_process(*child);
}

}  // namespace findo::act
