#include "walk/crew.hpp"

#include <algorithm>
#include <csignal>
#include <system_error>

#include "walk/processors.hpp"
#include "walk/worker.hpp"

namespace findo::walk {
namespace {

void work(Expedition& expedition, unsigned number) {
  Worker worker(expedition, number);
  while (Task* task = expedition.schedule.take(number)) {
    try {
      if (worker.run(*task, true) == Worker::Outcome::starved) {
        const Schedule::Found again[] = {{task, 0}};
        expedition.schedule.push(number, again);
      }
    } catch (...) {  // std::bad_alloc, if anything
      expedition.fail(std::current_exception());
      expedition.schedule.interrupt();
    }
    expedition.schedule.finish(number);
  }
}

}  // namespace

Crew::~Crew() {
  expedition_.schedule.stop();
  for (std::thread& thread : threads_) thread.join();
}

void Crew::note_task() {
  if (++tasks_ < expedition_.settings.patience || !may_start()) return;
  if (expedition_.schedule.has_tasks_to_share()) start_worker();
}

/// What the control groups say is worth a look only once a thread is wanted.
bool Crew::may_start() {
  if (most_ == 0) {
    most_ = expedition_.schedule.workers();
    if (most_ > 1 && expedition_.settings.threads == 0) most_ = std::min(most_, processor_quota());
  }
  return threads_.size() + 1 < most_;
}

/// Signals are for the thread that retires. Where the system has no thread to give, those that there are do
/// all of the work.
void Crew::start_worker() {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const auto number = static_cast<unsigned>(threads_.size() + 1);
  try {
    threads_.emplace_back([this, number] { work(expedition_, number); });
  } catch (const std::system_error&) {  // of the standard library, from pthread_create(3)
    most_ = number;
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

}  // namespace findo::walk
