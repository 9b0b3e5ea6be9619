// Who does what next. Every worker has a stack of tasks, with those on top that retirement needs soonest; it
// takes from its own, and from another's when its own is empty. So there is no queue that everything has to
// pass through, and what is done ahead of time is what comes next.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "walk/directory.hpp"
#include "walk/limits.hpp"
#include "walk/spin_lock.hpp"

namespace findo::walk {

/// Worker 0 is the retiring thread. Threads: every member from any, with the caller's own worker number.
class Schedule {
 public:
  /// `breadth_first`: tasks are taken in the order in which they were found.
  Schedule(unsigned workers, bool breadth_first, const Window& window, const DescriptorBudget& descriptors);

  /// A task that anybody may take, and where in the order of retirement it begins.
  struct Found {
    Task* task;
    std::uint64_t begin;
  };
  /// Puts tasks on top of a worker's stack; the last one is the next to be taken.
  void push(unsigned worker, std::span<const Found> tasks);
  /// Takes this very task, if it is still waiting in a stack.
  bool try_take(Task& task);
  /// Takes the best task there is for worker 0, if the limits allow to run ahead.
  Task* try_take_any();
  /// The same for another worker; waits for one. Null: the walk is over.
  Task* take(unsigned worker);
  /// The worker is done with the task that it has taken last; somebody may have been waiting for that.
  void finish(unsigned worker);
  unsigned workers() const { return static_cast<unsigned>(stacks_.size()); }
  /// Whether there is more than the retiring thread will take itself: with one task at a time, as in a chain
  /// of directories, a second thread would but pass it on.
  bool has_tasks_to_share() const;

  /// For worker 0: waits until another worker is done with a task, if this one is running.
  void wait_for_progress(const Task& task);
  /// Ends that wait, and any later one: the walk has been stopped.
  void interrupt();
  /// The limits have got looser.
  void announce_room();

  /// Nobody takes anything any more, and nobody is at work: for worker 0, which may then touch all pieces.
  void quiesce();
  /// Forgets all tasks that wait. While quiet only.
  void clear();
  void resume();
  /// Ends all waiting in take().
  void stop();

 private:
  struct alignas(64) Stack {
    SpinLock lock;
    std::vector<Found> tasks;
    std::size_t first = 0;              ///< of the tasks, where they are taken from the front
    std::atomic<std::size_t> count{0};  ///< a hint, so that empty stacks need no lock
    /// Where in the order of retirement its newest task stands; all others of it come later.
    std::atomic<std::uint64_t> newest_place{kNoPlace};
    /// The worker is at a task, or about to take one.
    std::atomic<bool> is_active{false};
  };

  static constexpr std::uint64_t kNoPlace = ~std::uint64_t{0};

  Task* try_take_from(unsigned worker);
  Task* find_nearest();
  static void note_change(Stack& stack);
  Task* try_take_for(unsigned worker);
  Task* find(unsigned worker);
  void leave(unsigned worker);
  bool is_quiet() const;
  bool allows_running_ahead() const;
  void wake(std::size_t tasks);

  const bool breadth_first_;
  const Window& window_;
  const DescriptorBudget& descriptors_;
  std::vector<Stack> stacks_;
  std::atomic<bool> paused_{false};

  std::mutex mutex_;
  std::condition_variable work_;
  std::condition_variable progress_;
  std::atomic<unsigned> sleepers_{0};
  std::atomic<std::uint64_t> version_{0};  ///< changes when there is a reason to look for tasks again
  std::atomic<bool> is_awaited_{false};    ///< worker 0 waits for progress, or for quiet
  std::uint64_t progress_made_ = 0;        ///< changes while it is awaited
  bool interrupted_ = false;
  bool stopped_ = false;
};

/// Called wherever work changes hands, if set: tests put delays there. Set it while no walk is under way.
extern void (*hand_over_hook)();

}  // namespace findo::walk
