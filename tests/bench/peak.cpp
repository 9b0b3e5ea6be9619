// Runs a command as hyperfine does, its output into a pipe that is read and thrown away, and prints the
// greatest resident memory that it or one of its children had, in KiB.
//   findo_peak COMMAND [ARGUMENT…]      exit status: the command's, 128 and the signal, 127 where it cannot
//   be run
// Written to be small itself: what a process holds before it becomes another program counts as that
// program's.

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr int kCannotRun = 127;
constexpr int kSignalled = 128;
#ifdef __APPLE__
constexpr long kUnitsPerKib = 1024;  // getrusage: bytes there, KiB elsewhere
#else
constexpr long kUnitsPerKib = 1;
#endif

int complain(const char* what) {
  std::fprintf(stderr, "findo_peak: %s: %s\n", what, std::strerror(errno));
  return kCannotRun;
}

[[noreturn]] void become(char** words, const int (&pipe_ends)[2]) {
  close(pipe_ends[0]);
  dup2(pipe_ends[1], STDOUT_FILENO);
  close(pipe_ends[1]);
  execvp(words[0], words);
  _exit(complain(words[0]));
}

void drain(int descriptor) {
  static char buffer[64 * 1024];
  for (;;) {
    const ssize_t bytes = read(descriptor, buffer, sizeof buffer);
    if (bytes == 0 || (bytes < 0 && errno != EINTR)) return;
  }
}

int exit_status(int status) {
  return WIFSIGNALED(status) ? kSignalled + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: findo_peak COMMAND [ARGUMENT...]\n", stderr);
    return 2;
  }
  int pipe_ends[2];
  if (pipe(pipe_ends) != 0) return complain("pipe");
  const pid_t child = fork();
  if (child < 0) return complain("fork");
  if (child == 0) become(argv + 1, pipe_ends);
  close(pipe_ends[1]);
  drain(pipe_ends[0]);

  int status = 0;
  rusage usage{};
  while (wait4(child, &status, 0, &usage) < 0) {
    if (errno != EINTR) return complain("wait4");
  }
  std::printf("%ld\n", usage.ru_maxrss / kUnitsPerKib);
  return exit_status(status);
}
