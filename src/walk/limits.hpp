// What keeps the walk from running too far ahead: bytes of memory and open directories.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <utility>

namespace findo::walk {

/// The bytes that are ahead of retirement: names, rendered output, directories found. Threads: any; every
/// worker goes through a WindowShare of its own.
class Window {
 public:
  void add(std::size_t bytes) {
    const auto more = static_cast<std::ptrdiff_t>(bytes);
    const std::ptrdiff_t now = bytes_.fetch_add(more, std::memory_order_relaxed) + more;
    if (now >= kFullBytes) is_full_.store(true, std::memory_order_relaxed);
  }
  /// True if that has made room where there was none.
  bool remove(std::size_t bytes) {
    const auto less = static_cast<std::ptrdiff_t>(bytes);
    const std::ptrdiff_t now = bytes_.fetch_sub(less, std::memory_order_relaxed) - less;
    return now < kEmptyBytes && is_full_.load(std::memory_order_relaxed) && is_full_.exchange(false);
  }

  /// Room for work anywhere. Once there is none, half of the window has to be retired first, so that nobody
  /// goes to sleep and is woken for every piece.
  bool has_room() const { return !is_full_.load(std::memory_order_relaxed); }
  /// Room for what retirement needs next.
  bool has_room_near() const { return bytes_.load(std::memory_order_relaxed) < kNearBytes; }

 private:
  static constexpr std::ptrdiff_t kEmptyBytes = 2 << 20;
  static constexpr std::ptrdiff_t kFullBytes = 4 << 20;
  static constexpr std::ptrdiff_t kNearBytes = 8 << 20;

  // Signed, and on a line of its own: what one worker removes another may not have told yet that it has
  // added.
  alignas(64) std::atomic<std::ptrdiff_t> bytes_{0};
  std::atomic<bool> is_full_{false};
};

/// One worker's view of the window, which tells the window only now and then what it has added or removed,
/// since a number that all write to is a slow one.
class WindowShare {
 public:
  explicit WindowShare(Window& window) : window_(window) {}

  void add(std::size_t bytes) {
    untold_ += static_cast<std::ptrdiff_t>(bytes);
    if (untold_ > kMostUntold) window_.add(static_cast<std::size_t>(std::exchange(untold_, 0)));
  }
  /// True if that has made room where there was none.
  bool remove(std::size_t bytes) {
    untold_ -= static_cast<std::ptrdiff_t>(bytes);
    return untold_ < -kMostUntold && window_.remove(static_cast<std::size_t>(-std::exchange(untold_, 0)));
  }

 private:
  static constexpr std::ptrdiff_t kMostUntold = 32 << 10;

  Window& window_;
  std::ptrdiff_t untold_ = 0;
};

/// How many directories may be open at a time. Threads: any.
class DescriptorBudget {
 public:
  explicit DescriptorBudget(std::size_t most) : most_(static_cast<std::ptrdiff_t>(most)) {}

  void add(std::ptrdiff_t count) { open_.fetch_add(count, std::memory_order_relaxed); }
  /// How far each of so many workers may be off without its mattering.
  std::ptrdiff_t slack(std::size_t workers) const {
    return most_.load(std::memory_order_relaxed) / 16 / static_cast<std::ptrdiff_t>(workers);
  }
  bool is_spent() const {
    return open_.load(std::memory_order_relaxed) >= most_.load(std::memory_order_relaxed);
  }
  bool is_less_than_twice(std::size_t count) const {
    return most_.load(std::memory_order_relaxed) < static_cast<std::ptrdiff_t>(2 * count);
  }
  /// Most of them are taken.
  bool is_tight() const {
    return open_.load(std::memory_order_relaxed) >= most_.load(std::memory_order_relaxed) / 4 * 3;
  }
  /// The system has refused one more: from now on there are no more than are open now, less a reserve. That
  /// may be more than there should be, since each of many workers may have opened one at the same time.
  void shrink() {
    constexpr std::ptrdiff_t kReserve = 2;
    constexpr std::ptrdiff_t kLeast = 2;  // a directory, and one in it
    const std::ptrdiff_t possible = std::max(kLeast, open_.load(std::memory_order_relaxed) - kReserve);
    most_.store(std::min(possible, most_.load(std::memory_order_relaxed)), std::memory_order_relaxed);
  }

 private:
  alignas(64) std::atomic<std::ptrdiff_t> open_{0};
  std::atomic<std::ptrdiff_t> most_;
};

/// One worker's view of the budget, in the manner of WindowShare; exact where there is little to share.
class DescriptorShare {
 public:
  DescriptorShare(DescriptorBudget& budget, std::size_t workers)
      : budget_(budget), most_untold_(budget.slack(workers)) {}

  void opened() {
    if (++untold_ > most_untold_) tell();
  }
  void closed(std::size_t count = 1) {
    untold_ -= static_cast<std::ptrdiff_t>(count);
    if (untold_ < -most_untold_) tell();
  }

 private:
  void tell() { budget_.add(std::exchange(untold_, 0)); }

  DescriptorBudget& budget_;
  const std::ptrdiff_t most_untold_;
  std::ptrdiff_t untold_ = 0;
};

}  // namespace findo::walk
