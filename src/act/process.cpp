#include "act/process.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <string_view>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/descriptor.hpp"
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
    if (directory != AT_FDCWD)
      add([&] { return posix_spawn_file_actions_addfchdir_np(&actions_, directory); });
    const int numbers[] = {streams.input, streams.output, streams.error};
    for (int stream = 0; stream < 3; ++stream) {
      const int number = numbers[stream];
      if (number >= 0) add([&] { return posix_spawn_file_actions_adddup2(&actions_, number, stream); });
    }
  }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;
  ~SpawnActions() {
    if (used_) posix_spawn_file_actions_destroy(used_);
  }
  const posix_spawn_file_actions_t* get() const { return used_; }
  /// Why one of them could not be noted; 0: all are.
  int error() const { return error_; }

 private:
  template <class Add>
  void add(Add&& add_one) {
    if (error_ == 0 && !used_) {
      error_ = posix_spawn_file_actions_init(&actions_);
      if (error_ == 0) used_ = &actions_;
    }
    if (error_ == 0) error_ = add_one();
  }

  posix_spawn_file_actions_t actions_{};
  posix_spawn_file_actions_t* used_ = nullptr;
  int error_ = 0;
};

/// Whether the file may be a program for the shell. As bash has it: what holds a zero byte in its first line
/// is one for another machine, which the shell would only make a mess of.
bool is_script(int directory, const std::string& file) {
  const base::Descriptor opened(
      openat(directory, file.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  char beginning[256];
  const ssize_t bytes = opened ? read(opened.number(), beginning, sizeof beginning) : -1;
  if (bytes < 0) return false;
  const std::string_view text(beginning, static_cast<std::size_t>(bytes));
  return text.substr(0, text.find('\n')).find('\0') == std::string_view::npos;
}

/// The file that a command's name stands for, as the system looks for it in PATH.
std::string file_of_command(const std::string& name) {
  if (name.find('/') != std::string::npos) return name;
  const char* const path = std::getenv("PATH");
  for (std::string_view rest = path ? path : "/bin:/usr/bin";;) {
    const std::string_view part = rest.substr(0, rest.find(':'));
    std::string file = (part.empty() ? "." : std::string(part)) + '/' + name;
    struct stat status {};
    if (stat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode) && access(file.c_str(), X_OK) == 0)
      return file;
    if (part.size() == rest.size()) return name;
    rest.remove_prefix(part.size() + 1);
  }
}

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
  if (actions.error() != 0) return base::Failure{base::Errno{actions.error()}};
  pid_t child = 0;
  int error = posix_spawnp(&child, arguments[0], actions.get(), nullptr, arguments.data(), environ);
  std::string script = error == ENOEXEC ? file_of_command(arguments[0]) : "";
  if (error == ENOEXEC && is_script(directory, script)) {
    // Without #!: GNU find 4.9 gives it to the shell, since execvp(3) does; posix_spawnp(3) does not.
    std::string shell = "/bin/sh";
    arguments[0] = script.data();
    arguments.insert(arguments.begin(), shell.data());
    error = posix_spawn(&child, arguments[0], actions.get(), nullptr, arguments.data(), environ);
  }
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
