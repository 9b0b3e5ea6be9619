// Memory for the pieces of a walk. A worker makes them, retirement gives them up; so with malloc every piece
// would be freed by another thread than had made it, which then waits for the lock of the maker's heap: 4,000
// times in a tree of 61,000 directories. Here a piece goes back to its maker.
#pragma once

#include <atomic>
#include <cstddef>
#include <new>
#include <utility>

namespace findo::walk {

/// Pieces of one worker. T has a member `T* next_free`, and reset(), which makes it as good as new; that is
/// left to the maker, as it touches all of the piece. Threads: take() by the worker alone, give_back() by any
/// one other.
template <class T, std::size_t most_kept>
class Pool {
 public:
  Pool() = default;
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() {
    while (T* piece = pop()) delete piece;
    take_back();
    while (T* piece = pop()) delete piece;
  }

  /// A piece that has been used before, or a new one.
  T* take() {
    if (!free_) take_back();
    T* const piece = pop();
    if (!piece) return new T;
    taken_.store(taken_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    piece->reset();
    return piece;
  }

  /// For the worker alone: what it has just taken was not needed.
  void put_back(T* piece) {
    piece->next_free = std::exchange(free_, piece);
    taken_.store(taken_.load(std::memory_order_relaxed) - 1, std::memory_order_relaxed);
  }

  void give_back(T* piece) {
    // How much there is need only be known roughly, and looking at what the maker writes is slow.
    constexpr std::size_t kLooks = 64;
    if (given_ % kLooks == 0) is_full_ = given_ - taken_.load(std::memory_order_relaxed) + kLooks > kMostKept;
    if (is_full_ || kMostKept == 0) {
      delete piece;
      is_full_ = given_ - taken_.load(std::memory_order_relaxed) + kLooks > kMostKept;
      return;
    }
    ++given_;
    piece->next_free = returned_.load(std::memory_order_relaxed);
    while (!returned_.compare_exchange_weak(piece->next_free, piece, std::memory_order_release)) continue;
  }

 private:
#if defined(__SANITIZE_ADDRESS__)
  static constexpr std::size_t kMostKept = 0;  // so that a use after the end is noticed
#else
  static constexpr std::size_t kMostKept = most_kept;
#endif

  void take_back() { free_ = returned_.exchange(nullptr, std::memory_order_acquire); }
  T* pop() {
    T* const piece = free_;
    if (piece) free_ = piece->next_free;
    return piece;
  }

  T* free_ = nullptr;
  std::atomic<std::size_t> taken_{0};  ///< by the maker, from here
  alignas(64) std::atomic<T*> returned_{nullptr};
  std::size_t given_ = 0;  ///< back, of whoever does that
  bool is_full_ = false;
};

}  // namespace findo::walk
