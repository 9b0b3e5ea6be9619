// What keeps the walk from running too far ahead: bytes of memory and open directories.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>

namespace findo::walk {

/// The bytes that are ahead of retirement: names, rendered output, directories found. Threads: any.
class Window {
 public:
  void add(std::size_t bytes) { bytes_.fetch_add(bytes, std::memory_order_relaxed); }
  /// True if that has made room where there was none.
  bool remove(std::size_t bytes) {
    const std::size_t before = bytes_.fetch_sub(bytes, std::memory_order_relaxed);
    return before >= kFarBytes && before - bytes < kNearBytes;
  }

  /// Room for work anywhere, and room for what retirement needs next.
  bool has_room() const { return bytes_.load(std::memory_order_relaxed) < kFarBytes; }
  bool has_room_near() const { return bytes_.load(std::memory_order_relaxed) < kNearBytes; }

 private:
  // Twelve copies of a Linux source tree, all paths printed, -j2: 1 MiB costs 4 % of the time, 4 MiB nothing.
  static constexpr std::size_t kFarBytes = 4U << 20U;
  static constexpr std::size_t kNearBytes = 8U << 20U;

  std::atomic<std::size_t> bytes_{0};
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
