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

/// Sleeping and being woken takes as long as a directory or two do.
constexpr int kSpins = 1'000;

/// Lets the other thread of the same core work.
void pause_a_little() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#else
  std::this_thread::yield();
#endif
}

}  // namespace

Schedule::Schedule(unsigned workers, bool breadth_first, const Window& window,
                   const DescriptorBudget& descriptors)
    : breadth_first_(breadth_first), window_(window), descriptors_(descriptors), stacks_(workers) {}

void Schedule::push(unsigned worker, std::span<const Found> tasks) {
  if (tasks.empty()) return;
  if (breadth_first_) worker = 0;
  Stack& stack = stacks_[worker];
  {
    const std::lock_guard guard(stack.lock);
    for (const auto& [task, begin] : tasks) {
      task->stack.store(static_cast<std::uint16_t>(worker), std::memory_order_relaxed);
      task->state.store(TaskState::queued, std::memory_order_relaxed);
    }
    stack.tasks.insert(stack.tasks.end(), tasks.begin(), tasks.end());
    note_change(stack);
  }
  hand_over();
  wake(tasks.size());
}

/// Keeps what others look at without the lock. The lock is held.
void Schedule::note_change(Stack& stack) {
  const std::size_t count = stack.tasks.size() - stack.first;
  stack.count.store(count, std::memory_order_relaxed);
  stack.newest_place.store(count == 0 ? kNoPlace : stack.tasks.back().begin, std::memory_order_relaxed);
  if (stack.first == 0 || stack.first < count) return;
  stack.tasks.erase(stack.tasks.begin(), stack.tasks.begin() + static_cast<std::ptrdiff_t>(stack.first));
  stack.first = 0;
}

bool Schedule::try_take(Task& task) {
  const std::uint16_t worker = task.stack.load(std::memory_order_relaxed);
  if (worker == Task::kNowhere) {
    task.state.store(TaskState::running, std::memory_order_relaxed);
    return true;
  }
  Stack& stack = stacks_[worker];
  const std::lock_guard guard(stack.lock);
  const auto end = stack.tasks.rend() - static_cast<std::ptrdiff_t>(stack.first);
  const auto found = std::find_if(stack.tasks.rbegin(), end, [&](const Found& waiting) {
    return waiting.task == &task;
  });  // mostly on top
  if (found == end) return false;
  stack.tasks.erase(found.base() - 1);
  note_change(stack);
  task.state.store(TaskState::running, std::memory_order_relaxed);
  return true;
}

Task* Schedule::try_take_from(unsigned worker) {
  Stack& stack = stacks_[worker];
  if (stack.count.load(std::memory_order_relaxed) == 0) return nullptr;
  const std::lock_guard guard(stack.lock);
  if (stack.tasks.size() == stack.first) return nullptr;
  Task* const task = (breadth_first_ ? stack.tasks[stack.first++] : stack.tasks.back()).task;
  if (!breadth_first_) stack.tasks.pop_back();
  note_change(stack);
  task->state.store(TaskState::running, std::memory_order_relaxed);
  return task;
}

/// The worker's own newest task, else what the retiring thread has for itself, else anybody's.
Task* Schedule::find(unsigned worker) {
  if (!window_.has_room()) return find_nearest();
  const auto workers = static_cast<unsigned>(stacks_.size());
  if (Task* task = try_take_from(worker)) return task;
  for (unsigned i = 0; i < workers; ++i) {
    if (i == worker) continue;
    if (Task* task = try_take_from(i)) return task;
  }
  return nullptr;
}

/// Where the window is full, what retirement needs next still has room: the first of all tasks in its order.
Task* Schedule::find_nearest() {
  const auto nearest = std::min_element(stacks_.begin(), stacks_.end(), [](const Stack& a, const Stack& b) {
    return a.newest_place.load(std::memory_order_relaxed) < b.newest_place.load(std::memory_order_relaxed);
  });
  return try_take_from(static_cast<unsigned>(nearest - stacks_.begin()));
}

bool Schedule::allows_running_ahead() const { return !descriptors_.is_spent() && window_.has_room_near(); }

Task* Schedule::try_take_any() { return allows_running_ahead() ? find(0) : nullptr; }

bool Schedule::has_tasks_to_share() const {
  std::size_t tasks = 0;
  for (const Stack& stack : stacks_) tasks += stack.count.load(std::memory_order_relaxed);
  return tasks > 1;
}

bool Schedule::is_quiet() const {
  return std::none_of(stacks_.begin(), stacks_.end(),
                      [](const Stack& stack) { return stack.is_active.load(); });
}

/// The worker is not at a task any more. Whatever it has done before is seen by worker 0, or worker 0 is seen
/// to wait for it: both write before they read.
void Schedule::leave(unsigned worker) {
  stacks_[worker].is_active.store(false);
  if (!is_awaited_.load()) return;
  {
    const std::lock_guard guard(mutex_);
    ++progress_made_;
  }
  progress_.notify_one();
}

Task* Schedule::try_take_for(unsigned worker) {
  if (!allows_running_ahead()) return nullptr;
  stacks_[worker].is_active.store(true);
  if (!paused_.load()) {
    if (Task* task = find(worker)) return task;
  }
  leave(worker);
  return nullptr;
}

Task* Schedule::take(unsigned worker) {
  for (;;) {
    for (int spins = 0; spins < kSpins; ++spins) {
      if (Task* task = try_take_for(worker)) return task;
      pause_a_little();
    }
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
  if (worker != 0) leave(worker);
}

void Schedule::wake(std::size_t tasks) {
  if (sleepers_.load() == 0 || !allows_running_ahead()) return;
  // Who has found but one task takes it himself.
  if (!window_.has_room() && tasks < 2) return;
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

void Schedule::wait_for_progress(const Task& task) {
  for (int spins = 0; spins < kSpins; ++spins) {
    if (task.state.load(std::memory_order_acquire) != TaskState::running) return;
    pause_a_little();
  }
  std::unique_lock lock(mutex_);
  is_awaited_.store(true);
  const std::uint64_t seen = progress_made_;
  if (task.state.load() == TaskState::running)
    progress_.wait(lock, [&] { return interrupted_ || progress_made_ != seen; });
  is_awaited_.store(false);
}

void Schedule::interrupt() {
  {
    const std::lock_guard guard(mutex_);
    interrupted_ = true;
  }
  progress_.notify_one();
}

void Schedule::quiesce() {
  paused_.store(true);
  std::unique_lock lock(mutex_);
  is_awaited_.store(true);
  progress_.wait(lock, [&] { return is_quiet(); });
  is_awaited_.store(false);
}

void Schedule::clear() {
  for (Stack& stack : stacks_) {
    const std::lock_guard guard(stack.lock);
    stack.tasks.clear();
    stack.first = 0;
    note_change(stack);
  }
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
