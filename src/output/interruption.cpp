// A handler may find the thread that it interrupts anywhere, so the state below is touched by one thread
// only, the owner: a handler that runs on another one hands the signal on. On the owner it either finds
// nobody at work on what is pending, and ends the process right there; or it notes the signal, and the Delay
// that is being lived through ends the process when it is over.

#include "output/interruption.hpp"

#include <cerrno>
#include <csignal>
#include <pthread.h>
#include <span>

namespace findo::output {
namespace {

constexpr std::array<int, kEndingSignals> kSignals{SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM};

pthread_t owner;
Finisher* finisher = nullptr;
volatile std::sig_atomic_t delays = 0;
volatile std::sig_atomic_t waiting = 0;  // the signal that waits for the delays to end; 0: none

void set_handler(int number, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;  // without SA_RESTART: who waits in a system call had better know
  sigfillset(&action.sa_mask);
  sigaction(number, &action, nullptr);
}

/// Lets the signals through again that are blocked while a handler runs.
void unblock(std::span<const int> numbers) {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int number : numbers) sigaddset(&signals, number);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

void end_process(int number) {
  set_handler(number, SIG_DFL);
  unblock({&number, 1});
  raise(number);
}

void finish_and_end(int number) {
  // Another signal while this goes on: enough is enough. But that one reader is gone concerns no other.
  for (const int each : kSignals) set_handler(each, each == SIGPIPE ? SIG_IGN : SIG_DFL);
  unblock(kSignals);
  if (finisher) finisher->finish();
  end_process(number);
}

void take(int number) {
  if (delays == 0) return finish_and_end(number);
  const bool is_second = waiting != 0 && number != SIGPIPE;
  if (is_second) return end_process(number);
  if (waiting == 0) waiting = number;
}

void on_signal(int number) {
  const int before = errno;
  if (pthread_equal(pthread_self(), owner) != 0) {
    take(number);
  } else {
    pthread_kill(owner, number);
  }
  errno = before;
}

bool is_default(int number) {
  struct sigaction present {};
  return sigaction(number, nullptr, &present) == 0 && (present.sa_flags & SA_SIGINFO) == 0 &&
         present.sa_handler == SIG_DFL;
}

}  // namespace

Interruption::Interruption(Finisher& its_finisher) {
  owner = pthread_self();
  finisher = &its_finisher;
  waiting = 0;
  for (std::size_t i = 0; i < std::size(kSignals); ++i) {
    is_ours_[i] = is_default(kSignals[i]);
    if (is_ours_[i]) set_handler(kSignals[i], on_signal);
  }
}

Interruption::~Interruption() {
  for (std::size_t i = 0; i < std::size(kSignals); ++i) {
    if (is_ours_[i]) set_handler(kSignals[i], SIG_DFL);
  }
  finisher = nullptr;
}

bool Interruption::is_waiting() { return waiting != 0; }

void Interruption::finish_if_safe() noexcept {
  if (finisher && delays == 0 && pthread_equal(pthread_self(), owner) != 0) finisher->finish();
}

Delay::Delay() { delays = delays + 1; }

Delay::~Delay() {
  delays = delays - 1;
  if (delays == 0 && waiting != 0) finish_and_end(waiting);
}

}  // namespace findo::output
