#include "shell/terminal.hpp"

#include <cstdlib>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace findo::tests {
namespace {

[[noreturn]] void become(const std::vector<std::string>& words, const std::string& directory,
                         const Terminal::Environment& environment) {
  for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  if (chdir(directory.c_str()) == 0) execvp(arguments[0], arguments.data());
  _exit(127);
}

}  // namespace

Terminal::Terminal(const std::vector<std::string>& words, const std::string& directory,
                   const Environment& environment, Size size) {
  winsize window{size.rows, size.columns, 0, 0};
  child_ = forkpty(&descriptor_, nullptr, nullptr, &window);
  if (child_ == 0) become(words, directory, environment);
  // Never a signal to process -1, which is everybody.
  if (child_ < 0) throw std::system_error(errno, std::generic_category(), "no pseudo-terminal is to be had");
}

Terminal::~Terminal() {
  if (descriptor_ >= 0) close(descriptor_);
  if (child_ <= 0) return;
  kill(child_, SIGKILL);
  waitpid(child_, nullptr, 0);
}

void Terminal::type(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
    if (written <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

bool Terminal::read_some(std::string& text, std::chrono::milliseconds patience) {
  pollfd waiting{descriptor_, POLLIN, 0};
  if (poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) return false;
  char buffer[4096];
  const ssize_t bytes = read(descriptor_, buffer, sizeof buffer);
  if (bytes <= 0) return false;
  text.append(buffer, static_cast<std::size_t>(bytes));
  return true;
}

std::string Terminal::read_until(std::string_view wanted, std::chrono::milliseconds patience) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + patience;
  std::string text;
  while (text.find(wanted) == std::string::npos) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    if (left.count() <= 0 || !read_some(text, left)) break;
  }
  return text;
}

std::string Terminal::read_until_quiet(std::chrono::milliseconds quiet) {
  std::string text;
  while (read_some(text, quiet)) {
  }
  return text;
}

std::string Terminal::read_to_end(std::chrono::milliseconds patience) {
  std::string text;
  while (read_some(text, patience)) {
  }
  return text;
}

void Terminal::resize(Size size) const {
  const winsize window{size.rows, size.columns, 0, 0};
  ioctl(descriptor_, TIOCSWINSZ, &window);
}

void Terminal::send_signal(int number) const {
  if (child_ > 0) kill(child_, number);  // -1 would be everybody
}

int Terminal::wait_for_end() {
  int status = 0;
  if (child_ <= 0 || waitpid(child_, &status, 0) != child_) return -1;
  child_ = -1;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace findo::tests
