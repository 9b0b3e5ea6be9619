#include "walk/crew.hpp"

#include <csignal>

#include "walk/worker.hpp"

namespace findo::walk {
namespace {

void work(Expedition& expedition, unsigned number) {
  Worker worker(expedition, number);
  while (Task* task = expedition.schedule.take(number)) {
    if (worker.run(*task, true) == Worker::Outcome::starved) {
      Task* const again[] = {task};
      expedition.schedule.push(number, again);
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
  if (threads_.size() + 1 >= expedition_.settings.threads || ++tasks_ < expedition_.settings.patience) return;
  if (expedition_.schedule.has_tasks()) start_worker();
}

/// Signals are for the thread that retires.
void Crew::start_worker() {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const auto number = static_cast<unsigned>(threads_.size() + 1);
  threads_.emplace_back([this, number] { work(expedition_, number); });
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

}  // namespace findo::walk
