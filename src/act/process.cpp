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

/// The directory change of a child to be; nothing where it stays.
class SpawnDirectory {
 public:
  explicit SpawnDirectory(int directory) {
    if (directory == AT_FDCWD) return;
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addfchdir_np(&actions_, directory);
    used_ = &actions_;
  }
  SpawnDirectory(const SpawnDirectory&) = delete;
  SpawnDirectory& operator=(const SpawnDirectory&) = delete;
  ~SpawnDirectory() {
    if (used_) posix_spawn_file_actions_destroy(used_);
  }
  const posix_spawn_file_actions_t* get() const { return used_; }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawn_file_actions_t* used_ = nullptr;
};

}  // namespace

base::Result<ProcessEnd, base::Errno> run_process(const std::vector<const char*>& words, int directory) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const char* word : words) arguments.push_back(const_cast<char*>(word));  // posix_spawn changes none
  arguments.push_back(nullptr);
  if (base::is_logged(base::LogTopic::exec)) log_command(words);

  const SpawnDirectory spawn_directory(directory);
  pid_t child = 0;
  const int error =
      posix_spawnp(&child, arguments[0], spawn_directory.get(), nullptr, arguments.data(), environ);
  if (error != 0) return base::Failure{base::Errno{error}};
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return base::Failure{base::last_errno()};
  }
  if (WIFSIGNALED(status)) return ProcessEnd{0, WTERMSIG(status)};
  return ProcessEnd{WEXITSTATUS(status), 0};
}

}  // namespace findo::act
