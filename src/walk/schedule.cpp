// Waiting is done in the manner of an event count: whoever finds nothing reads a version, looks once more,
// and sleeps until the version has changed; whoever has something new changes the version only if somebody
// sleeps. Both sides write before they read, in one total order, so that not both of them can miss the other.

#include "walk/schedule.hpp"

#include <algorithm>

namespace findo::walk {

void (*hand_over_hook)() = nullptr;

namespace {

void hand_over() {
  if (hand_over_hook) hand_over_hook();
}

}  // namespace

Schedule::Schedule(unsigned workers, bool breadth_first, const Window& window,
                   const DescriptorBudget& descriptors)
    : breadth_first_(breadth_first), window_(window), descriptors_(descriptors), stacks_(workers) {}

void Schedule::push(unsigned worker, std::span<Task* const> tasks) {
  if (tasks.empty()) return;
  if (breadth_first_) worker = 0;
  Stack& stack = stacks_[worker];
  {
    const std::lock_guard guard(stack.mutex);
    for (Task* task : tasks) {
      task->stack.store(static_cast<std::uint16_t>(worker), std::memory_order_relaxed);
      task->state.store(TaskState::queued, std::memory_order_relaxed);
    }
    stack.tasks.insert(stack.tasks.end(), tasks.begin(), tasks.end());
    stack.count.store(stack.tasks.size(), std::memory_order_relaxed);
    tasks_.fetch_add(tasks.size(), std::memory_order_relaxed);
  }
  hand_over();
  wake(tasks.size());
}

bool Schedule::try_take(Task& task) {
  const std::uint16_t worker = task.stack.load(std::memory_order_relaxed);
  if (worker == Task::kNowhere) {
    task.state.store(TaskState::running, std::memory_order_relaxed);
    return true;
  }
  Stack& stack = stacks_[worker];
  const std::lock_guard guard(stack.mutex);
  const auto found = std::find(stack.tasks.rbegin(), stack.tasks.rend(), &task);  // mostly on top
  if (found == stack.tasks.rend()) return false;
  stack.tasks.erase(found.base() - 1);
  stack.count.store(stack.tasks.size(), std::memory_order_relaxed);
  tasks_.fetch_sub(1, std::memory_order_relaxed);
  task.state.store(TaskState::running, std::memory_order_relaxed);
  return true;
}

Task* Schedule::try_take_from(unsigned worker) {
  Stack& stack = stacks_[worker];
  if (stack.count.load(std::memory_order_relaxed) == 0) return nullptr;
  const std::lock_guard guard(stack.mutex);
  if (stack.tasks.empty()) return nullptr;
  Task* const task = breadth_first_ ? stack.tasks.front() : stack.tasks.back();
  if (breadth_first_) {
    stack.tasks.pop_front();
  } else {
    stack.tasks.pop_back();
  }
  stack.count.store(stack.tasks.size(), std::memory_order_relaxed);
  tasks_.fetch_sub(1, std::memory_order_relaxed);
  task->state.store(TaskState::running, std::memory_order_relaxed);
  return task;
}

/// The worker's own newest task, else what the retiring thread has for itself, else anybody's. Where the
/// window is full, what retirement needs next still has room.
Task* Schedule::find(unsigned worker) {
  const auto workers = static_cast<unsigned>(stacks_.size());
  if (!window_.has_room()) return worker != 0 && window_.has_room_near() ? try_take_from(0) : nullptr;
  if (Task* task = try_take_from(worker)) return task;
  for (unsigned i = 0; i < workers; ++i) {
    if (i == worker) continue;
    if (Task* task = try_take_from(i)) return task;
  }
  return nullptr;
}

bool Schedule::allows_running_ahead() const { return !descriptors_.is_spent() && window_.has_room_near(); }

Task* Schedule::try_take_any() { return allows_running_ahead() ? find(0) : nullptr; }

void Schedule::notify_if_awaited() {
  if (!is_awaited_.load()) return;
  const std::lock_guard guard(mutex_);
  progress_.notify_one();
}

void Schedule::leave() {
  active_.fetch_sub(1);
  notify_if_awaited();
}

Task* Schedule::try_take_for(unsigned worker) {
  active_.fetch_add(1);
  if (!paused_.load() && allows_running_ahead()) {
    if (Task* task = find(worker)) return task;
  }
  leave();
  return nullptr;
}

Task* Schedule::take(unsigned worker) {
  for (;;) {
    if (Task* task = try_take_for(worker)) return task;
    const std::uint64_t seen = version_.load();
    sleepers_.fetch_add(1);
    Task* task = try_take_for(worker);
    if (!task) {
      std::unique_lock lock(mutex_);
      work_.wait(lock, [&] { return stopped_ || version_.load() != seen; });
    }
    sleepers_.fetch_sub(1);
    if (task) return task;
    const std::lock_guard guard(mutex_);
    if (stopped_) return nullptr;
  }
}

void Schedule::finish(unsigned worker) {
  hand_over();
  if (worker == 0) return;
  finished_.fetch_add(1);
  leave();
}

void Schedule::wake(std::size_t tasks) {
  if (sleepers_.load() == 0 || !allows_running_ahead()) return;
  {
    const std::lock_guard guard(mutex_);
    version_.fetch_add(1);
  }
  if (tasks == 1) {
    work_.notify_one();
  } else {
    work_.notify_all();
  }
}

void Schedule::announce_room() { wake(stacks_.size()); }

void Schedule::wait_for_progress(std::uint64_t seen) {
  std::unique_lock lock(mutex_);
  is_awaited_.store(true);
  progress_.wait(lock, [&] { return finished_.load() != seen; });
  is_awaited_.store(false);
}

void Schedule::quiesce() {
  paused_.store(true);
  std::unique_lock lock(mutex_);
  is_awaited_.store(true);
  progress_.wait(lock, [&] { return active_.load() == 0; });
  is_awaited_.store(false);
}

void Schedule::clear() {
  for (Stack& stack : stacks_) {
    const std::lock_guard guard(stack.mutex);
    stack.tasks.clear();
    stack.count.store(0, std::memory_order_relaxed);
  }
  tasks_.store(0, std::memory_order_relaxed);
}

void Schedule::resume() {
  paused_.store(false);
  announce_room();
}

void Schedule::stop() {
  paused_.store(true);
  {
    const std::lock_guard guard(mutex_);
    stopped_ = true;
  }
  work_.notify_all();
}

}  // namespace findo::walk
