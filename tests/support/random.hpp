// The dice of random tests: the same seed throws the same numbers with every compiler and library.
#pragma once

#include <cstddef>
#include <cstdint>

namespace findo::support {

/// SplitMix64. One object per case or tree, so that any of them can be made again without the others.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// A stream of its own for each (seed, purpose, number).
  Random(std::uint64_t seed, std::uint64_t purpose, std::uint64_t number) : state_(seed) {
    state_ = next() ^ (purpose << 56U);
    state_ = next() + number;
  }

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }

  /// A number in [0, count); `count` must not be 0.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

  /// True in `percent` of 100 throws.
  bool chance(unsigned percent) { return below(100) < percent; }

  /// One element of an array or vector that is not empty.
  template <class Sequence>
  const auto& pick(const Sequence& sequence) {
    return sequence[below(std::size(sequence))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace findo::support
