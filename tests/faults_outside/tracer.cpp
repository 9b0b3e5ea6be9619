#include "faults_outside/tracer.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstddef>
#include <dirent.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "faults_outside/faults.hpp"
#include "support/trouble.hpp"

namespace findo::faults_outside {
namespace {

constexpr unsigned kMostSeconds = 10;
constexpr int kCannotStart = 127;
constexpr long kOptions = PTRACE_O_TRACESECCOMP | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK |
                          PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC | PTRACE_O_TRACESYSGOOD |
                          PTRACE_O_EXITKILL;
constexpr int kSyscallStop = SIGTRAP | 0x80;  // with PTRACE_O_TRACESYSGOOD

volatile std::sig_atomic_t time_is_up = 0;
void note_time(int) { time_is_up = 1; }

/// Stops at the call that is to fail, or at every one, and at those by which we know the first and last line
/// of the program.
void install_filter(long call) {
  constexpr auto kLoadNumber = BPF_LD | BPF_W | BPF_ABS;
  constexpr auto kIfEqual = BPF_JMP | BPF_JEQ | BPF_K;
  const auto otherwise = call < 0 ? SECCOMP_RET_TRACE : SECCOMP_RET_ALLOW;
  const auto number = static_cast<unsigned>(call < 0 ? SYS_exit_group : call);
  std::array<sock_filter, 6> filter{{
      {kLoadNumber, 0, 0, offsetof(seccomp_data, nr)},
      {kIfEqual, 3, 0, number},
      {kIfEqual, 2, 0, SYS_fcntl},
      {kIfEqual, 1, 0, SYS_exit_group},
      {BPF_RET | BPF_K, 0, 0, otherwise},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_TRACE},
  }};
  const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
    _exit(kCannotStart);
}

std::vector<char*> pointers_to(const std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

[[noreturn]] void become(const Traced& traced, const Fault& fault, int output, int errors) {
  setpgid(0, 0);
  const int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (chdir(traced.directory.c_str()) != 0 || dup2(input, 0) < 0 || dup2(output, 1) < 0 ||
      dup2(errors, 2) < 0)
    _exit(kCannotStart);
  close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);  // nor anything of ours
  const auto words = pointers_to(traced.words);
  const auto environment = pointers_to(traced.environment);
  if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) _exit(kCannotStart);
  raise(SIGSTOP);  // until the tracer has said what it wants to see
  install_filter(fault.call);
  execve(words.front(), words.data(), environment.data());
  _exit(kCannotStart);
}

std::string link_target(const std::string& path) {
  std::array<char, PATH_MAX> target{};
  const ssize_t length = readlink(path.c_str(), target.data(), target.size());
  return length < 0 ? std::string() : std::string(target.data(), static_cast<std::size_t>(length));
}

std::string text_of(pid_t process, unsigned long address) {
  std::string text;
  char byte = 0;
  for (; text.size() < PATH_MAX; text += byte) {
    iovec here{&byte, 1};
    iovec there{reinterpret_cast<void*>(address + text.size()), 1};  // NOLINT: another process's
    if (process_vm_readv(process, &here, 1, &there, 1, 0) != 1 || byte == '\0') break;
  }
  return text;
}

std::vector<int> open_descriptors(pid_t process) {
  std::vector<int> numbers;
  DIR* const stream = opendir(("/proc/" + std::to_string(process) + "/fd").c_str());
  if (!stream) return numbers;
  while (const dirent* entry = readdir(stream)) {
    if (entry->d_name[0] != '.') numbers.push_back(std::atoi(entry->d_name));
  }
  closedir(stream);
  return numbers;
}

/// A program under our eyes, and all that it starts.
class Watch {
 public:
  Watch(pid_t program, const Fault& fault, Ending& ending)
      : program_(program), fault_(fault), ending_(ending) {}

  /// Until the last of its processes has ended.
  void keep() {
    for (;;) {
      int status = 0;
      const pid_t process = waitpid(-1, &status, __WALL);
      if (process < 0 && errno == ECHILD) return;
      if (time_is_up != 0) give_up();
      if (process < 0) continue;
      if (WIFSTOPPED(status)) {
        go_on(process, status);
      } else if (process == program_) {
        ending_.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        kill(-program_, SIGKILL);  // what it has left behind
      }
    }
  }

 private:
  struct Process {
    bool has_stopped = false;
    bool is_command = false;  ///< no longer findo's own code
    bool is_to_fail = false;  ///< at the end of the call in which it is
  };

  void give_up() {
    ending_.timed_out = true;
    time_is_up = 0;
    kill(-program_, SIGKILL);
    kill(program_, SIGKILL);
  }

  void go_on(pid_t process, int status) {
    Process& state = processes_[process];
    const int signal = WSTOPSIG(status);
    const int event = status >> 16;
    int deliver = 0;
    if (event == PTRACE_EVENT_SECCOMP) {
      look_at_call(process, state);
    } else if (event == PTRACE_EVENT_EXEC) {
      note_start(process, state);
    } else if (event == PTRACE_EVENT_FORK || event == PTRACE_EVENT_VFORK || event == PTRACE_EVENT_CLONE) {
      unsigned long child = 0;
      ptrace(PTRACE_GETEVENTMSG, process, nullptr, &child);
      processes_[static_cast<pid_t>(child)].is_command = processes_[process].is_command;
    } else if (signal == kSyscallStop) {
      fail_now(process, state);
    } else if (state.has_stopped || signal != SIGSTOP) {
      deliver = signal;
    }
    Process& now = processes_[process];
    now.has_stopped = true;
    ptrace(now.is_to_fail ? PTRACE_SYSCALL : PTRACE_CONT, process, nullptr, deliver);
  }

  void note_start(pid_t process, Process& state) {
    if (process == program_) return;
    state.is_command = true;
    for (const int number : open_descriptors(process)) {
      if (number > STDERR_FILENO) ending_.inherited += ' ' + std::to_string(number);
    }
  }

  void look_at_call(pid_t process, Process& state) {
    user_regs_struct registers{};
    ptrace(PTRACE_GETREGS, process, nullptr, &registers);
    const auto call = static_cast<long>(registers.orig_rax);
    if (call == SYS_exit_group && process == program_) {
      for (const int number : open_descriptors(process)) ending_.left_open += number > STDERR_FILENO ? 1 : 0;
    }
    // The first thing that findo does is to look whether it has standard streams.
    has_begun_ |= call == SYS_fcntl && registers.rdi == STDIN_FILENO && registers.rsi == F_GETFD;
    if (!has_begun_ || state.is_command) return;
    if (fault_.call < 0) ++ending_.uses[call];
    if (call != fault_.call || ++uses_ != fault_.use) return;
    note_strike(process, registers);
    if (call == SYS_close) {
      state.is_to_fail = true;
      return;
    }
    registers.orig_rax = static_cast<unsigned long long>(-1);
    registers.rax = static_cast<unsigned long long>(-fault_.error);
    ptrace(PTRACE_SETREGS, process, nullptr, &registers);
  }

  void fail_now(pid_t process, Process& state) const {
    user_regs_struct registers{};
    ptrace(PTRACE_GETREGS, process, nullptr, &registers);
    registers.rax = static_cast<unsigned long long>(-fault_.error);
    ptrace(PTRACE_SETREGS, process, nullptr, &registers);
    state.is_to_fail = false;
  }

  void note_strike(pid_t process, const user_regs_struct& registers) {
    ending_.was_struck = true;
    const Call* const call = try_call(fault_.call);
    switch (call ? call->about : About::nothing) {
      case About::nothing: break;
      case About::descriptor: note_descriptor(process, static_cast<int>(registers.rdi)); break;
      case About::path: note_path(process, AT_FDCWD, registers.rdi); break;
      case About::two_paths_below:
        note_path(process, static_cast<int>(registers.rdx), registers.r10);
        [[fallthrough]];
      case About::path_below: note_path(process, static_cast<int>(registers.rdi), registers.rsi); break;
    }
  }

  static std::string path_of(pid_t process, int descriptor) {
    const std::string own = "/proc/" + std::to_string(process);
    return link_target(descriptor == AT_FDCWD ? own + "/cwd" : own + "/fd/" + std::to_string(descriptor));
  }

  void note_descriptor(pid_t process, int descriptor) {
    ending_.struck_descriptor = descriptor;
    ending_.paths.push_back(path_of(process, descriptor));
  }

  void note_path(pid_t process, int directory, unsigned long address) {
    const std::string name = address == 0 ? std::string() : text_of(process, address);
    if (name.starts_with('/')) return ending_.paths.push_back(name);
    const std::string parent = path_of(process, directory);
    ending_.paths.push_back(name.empty() || name == "." ? parent : parent + '/' + name);
  }

  pid_t program_;
  const Fault& fault_;
  Ending& ending_;
  std::map<pid_t, Process> processes_{};
  bool has_begun_ = false;
  unsigned uses_ = 0;
};

int open_memory(const char* name) { return support::need(memfd_create(name, MFD_CLOEXEC), name); }

std::string whole_of(int file) {
  std::string text(static_cast<std::size_t>(support::need(lseek(file, 0, SEEK_END), "lseek")), '\0');
  support::need(pread(file, text.data(), text.size(), 0), "pread");
  close(file);
  return text;
}

}  // namespace

Ending run(const Traced& traced, const Fault& fault) {
  struct sigaction action {};
  action.sa_handler = note_time;
  sigaction(SIGALRM, &action, nullptr);
  Ending ending;
  const int output = open_memory("output");
  const int errors = open_memory("errors");
  const pid_t program = support::need(fork(), "fork");
  if (program == 0) become(traced, fault, output, errors);
  int status = 0;
  support::need(waitpid(program, &status, __WALL), "waitpid");
  ptrace(PTRACE_SETOPTIONS, program, nullptr, kOptions);
  alarm(kMostSeconds);
  ptrace(PTRACE_CONT, program, nullptr, 0);
  Watch(program, fault, ending).keep();
  alarm(0);
  ending.output = whole_of(output);
  ending.errors = whole_of(errors);
  return ending;
}

bool can_trace() {
  const Ending ending = run({{"/bin/true"}, {}, "/"}, {});
  return ending.status == 0;
}

}  // namespace findo::faults_outside
