// fork, then nothing but system calls in the child; the parent waits on a process descriptor, which can time
// out.
#include "differential/process.hpp"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "differential/tree.hpp"

namespace findo::differential {
namespace {

constexpr int kLongestRunMs = 10'000;
constexpr int kCannotStart = 127;
constexpr int kSignalBase = 128;

int make_memory_file(const std::string& content) {
  const int file = memfd_create("differential", MFD_CLOEXEC);
  if (!content.empty()) (void)!write(file, content.data(), content.size());
  lseek(file, 0, SEEK_SET);
  return file;
}

std::string take_content(int file) {
  struct stat status {};
  fstat(file, &status);
  std::string content(static_cast<std::size_t>(status.st_size), '\0');
  const ssize_t length = pread(file, content.data(), content.size(), 0);
  content.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
  close(file);
  return content;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (const std::string& text : texts) list.push_back(const_cast<char*>(text.c_str()));
  list.push_back(nullptr);
  return list;
}

bool become_nobody() { return setgroups(0, nullptr) == 0 && setgid(kNobody) == 0 && setuid(kNobody) == 0; }

[[noreturn]] void become(const Job& job, char** words, char** environment, const std::array<int, 3>& files) {
  for (int i = 0; i < 3; ++i) dup2(files[static_cast<std::size_t>(i)], i);
  if (chdir(job.directory.c_str()) == 0 && (!job.unprivileged || become_nobody())) {
    execve(job.program.c_str(), words, environment);
  }
  _exit(kCannotStart);
}

bool ends_in_time(pid_t child) {
  const auto handle = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
  pollfd event{handle, POLLIN, 0};
  const bool ended = handle < 0 || poll(&event, 1, kLongestRunMs) != 0;
  if (!ended) kill(child, SIGKILL);
  if (handle >= 0) close(handle);
  return ended;
}

}  // namespace

Child start(const Job& job) {
  std::vector<char*> words = pointers(job.words);
  std::vector<char*> environment = pointers(job.environment);
  Child child;
  child.files = {make_memory_file(job.standard_input), make_memory_file(""), make_memory_file("")};
  fcntl(child.files[1], F_SETFL, O_APPEND);
  fcntl(child.files[2], F_SETFL, O_APPEND);
  child.process = fork();
  if (child.process == 0) become(job, words.data(), environment.data(), child.files);
  return child;
}

Outcome finish(const Child& child) {
  Outcome outcome;
  outcome.timed_out = !ends_in_time(child.process);
  int status = 0;
  waitpid(child.process, &status, 0);
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : kSignalBase + WTERMSIG(status);
  close(child.files[0]);
  outcome.output = take_content(child.files[1]);
  outcome.messages = take_content(child.files[2]);
  return outcome;
}

}  // namespace findo::differential
