// Part of a test that runs in a process of its own, with pipes for standard output and standard error.
#pragma once

#include <csignal>
#include <functional>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace findo::tests {

/// Starts at once, and is killed if it has not ended when this goes out of scope.
class Child {
 public:
  explicit Child(const std::function<void()>& act) {
    int output[2];
    int errors[2];
    if (pipe(output) != 0 || pipe(errors) != 0) return;
    process_ = fork();
    if (process_ == 0) {
      dup2(output[1], STDOUT_FILENO);
      dup2(errors[1], STDERR_FILENO);
      for (const int number : {output[0], output[1], errors[0], errors[1]}) close(number);
      // The test's own framework takes care of these.
      for (const int number : {SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM}) std::signal(number, SIG_DFL);
      act();
      _exit(0);
    }
    close(output[1]);
    close(errors[1]);
    output_ = output[0];
    errors_ = errors[0];
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    close_output();
    close(errors_);
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }

  pid_t process() const { return process_; }
  int output_descriptor() const { return output_; }
  std::string read_output() { return read_all(output_); }
  std::string read_errors() { return read_all(errors_); }
  void close_output() {
    if (output_ >= 0) close(output_);
    output_ = -1;
  }
  /// Its exit status, or 128 + the signal that has ended it.
  int wait_for_end() {
    int status = 0;
    if (process_ <= 0 || waitpid(process_, &status, 0) != process_) return -1;
    process_ = -1;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }

 private:
  static std::string read_all(int descriptor) {
    std::string text;
    char buffer[4096];
    for (ssize_t bytes = 0; (bytes = read(descriptor, buffer, sizeof buffer)) > 0;) {
      text.append(buffer, static_cast<std::size_t>(bytes));
    }
    return text;
  }

  pid_t process_ = -1;
  int output_ = -1;
  int errors_ = -1;
};

}  // namespace findo::tests
