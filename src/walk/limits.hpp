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
  explicit DescriptorBudget(std::size_t most) : most_(most) {}

  void opened() { open_.fetch_add(1, std::memory_order_relaxed); }
  void closed(std::size_t count = 1) { open_.fetch_sub(count, std::memory_order_relaxed); }
  bool is_spent() const {
    return open_.load(std::memory_order_relaxed) >= most_.load(std::memory_order_relaxed);
  }
  bool is_less_than_twice(std::size_t count) const {
    return most_.load(std::memory_order_relaxed) < 2 * count;
  }
  /// Most of them are taken.
  bool is_tight() const {
    return open_.load(std::memory_order_relaxed) >= most_.load(std::memory_order_relaxed) / 4 * 3;
  }
  /// The system has refused one more: from now on there are no more than are open now, less a reserve.
  void shrink() {
    constexpr std::size_t kReserve = 2;
    constexpr std::size_t kLeast = 2;  // a directory, and one in it
    const std::size_t open = open_.load(std::memory_order_relaxed);
    most_.store(std::max(kLeast, open > kReserve ? open - kReserve : 0), std::memory_order_relaxed);
  }

 private:
  std::atomic<std::size_t> open_{0};
  std::atomic<std::size_t> most_;
};

}  // namespace findo::walk
