#include "support/process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/trouble.hpp"

namespace findo::support {
namespace {

constexpr int kCannotStart = 255;
constexpr int kSignalBase = 128;

struct Pipe {
  int reading = -1;
  int writing = -1;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  need(pipe2(ends.data(), O_CLOEXEC), "pipe");
  return {ends[0], ends[1]};
}

/// A descriptor from which the child reads its input.
int open_input(const std::string& text) {
  if (text.empty()) return need(open("/dev/null", O_RDONLY | O_CLOEXEC), "/dev/null");
  if (text.size() > kLargestInput) die("the input is larger than a pipe");
  const Pipe pipe = make_pipe();
  need(write(pipe.writing, text.data(), text.size()), "pipe");
  close(pipe.writing);
  return pipe.reading;
}

std::vector<char*> pointers_to(const std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

/// Gives up root for good; false where that fails.
bool become(const Identity& identity) {
  return setgroups(0, nullptr) == 0 && setresgid(identity.group, identity.group, identity.group) == 0 &&
         setresuid(identity.user, identity.user, identity.user) == 0;
}

/// In the child, where only what is safe after fork may be called.
[[noreturn]] void start(const Command& command, char* const* arguments, char* const* environment, int input,
                        int output, int errors) {
  setpgid(0, 0);
  umask(command.creation_mask);
  const bool ready = chdir(command.directory.c_str()) == 0 && dup2(input, STDIN_FILENO) >= 0 &&
                     dup2(output, STDOUT_FILENO) >= 0 && dup2(errors, STDERR_FILENO) >= 0 &&
                     (!command.identity || become(*command.identity));
  if (ready) execve(command.program.c_str(), arguments, environment);
  _exit(kCannotStart);
}

/// Reads both streams until both have ended; false where that took longer than allowed.
bool read_both(int output, int errors, std::chrono::milliseconds limit, Outcome& outcome) {
  const auto end = std::chrono::steady_clock::now() + limit;
  std::array<pollfd, 2> sources{pollfd{output, POLLIN, 0}, pollfd{errors, POLLIN, 0}};
  const std::array<std::string*, 2> texts{&outcome.output, &outcome.errors};
  std::array<char, 65536> buffer;
  while (sources[0].fd >= 0 || sources[1].fd >= 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0 || poll(sources.data(), sources.size(), static_cast<int>(left.count())) == 0)
      return false;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      if (sources[i].fd < 0 || sources[i].revents == 0) continue;
      const ssize_t count = ::read(sources[i].fd, buffer.data(), buffer.size());
      if (count <= 0) sources[i].fd = -1;  // poll passes over it from now on
      if (count > 0) texts[i]->append(buffer.data(), static_cast<std::size_t>(count));
    }
  }
  return true;
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) die("waitpid");
  }
  return WIFSIGNALED(status) ? kSignalBase + WTERMSIG(status) : WEXITSTATUS(status);
}

Identity look_up_nobody() {
  const passwd* entry = getpwnam("nobody");
  return entry == nullptr ? Identity{65534, 65534} : Identity{entry->pw_uid, entry->pw_gid};
}

}  // namespace

Outcome run(const Command& command) {
  const auto arguments = pointers_to(command.arguments);
  const auto environment = pointers_to(command.environment);
  const int input = open_input(command.input);
  const Pipe output = make_pipe();
  const Pipe errors = make_pipe();
  const pid_t child = need(fork(), "fork");
  if (child == 0) start(command, arguments.data(), environment.data(), input, output.writing, errors.writing);
  for (const int descriptor : {input, output.writing, errors.writing}) close(descriptor);

  Outcome outcome;
  outcome.timed_out = !read_both(output.reading, errors.reading, command.limit, outcome);
  if (outcome.timed_out && command.when_late) command.when_late(child);
  if (outcome.timed_out) kill(-child, SIGKILL);
  outcome.status = wait_for(child);
  close(output.reading);
  close(errors.reading);
  if (outcome.status == kCannotStart && outcome.output.empty() && outcome.errors.empty()) {
    errno = 0;
    die("cannot start " + command.program + " in " + command.directory);
  }
  return outcome;
}

bool is_root() { return geteuid() == 0; }

Identity nobody() {
  static const Identity identity = look_up_nobody();
  return identity;
}

}  // namespace findo::support
