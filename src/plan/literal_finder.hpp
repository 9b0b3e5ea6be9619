// Finds the first of a few literals in a text, many bytes at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "plan/text_encoding.hpp"

namespace findo::plan {

/// Up to kMostLiterals literals that are looked for together. Threads: any number at once.
class LiteralFinder {
 public:
  static constexpr std::size_t kMostLiterals = 8;

  /// None of the literals may be empty. Under CaseRule::fold the case of ASCII letters does not count.
  LiteralFinder(const std::vector<std::string>& literals, CaseRule rule);

  /// Where, from `from` on, the first one begins; npos where there is none.
  std::size_t find(std::string_view text, std::size_t from) const;

 private:
  /// A literal with two of its bytes, the rarest, which are looked for first.
  struct Needle {
    std::string bytes;
    std::size_t first;
    std::size_t second;
    unsigned char first_fold;  ///< 0x20 where the byte is a letter whose case does not count
    unsigned char second_fold;
  };

  bool is_at(const char* text, const Needle& needle) const;
  bool starts_any(std::string_view text, std::size_t at) const;
  bool may_start_within(const char* block) const;

  std::vector<Needle> needles_;
  std::size_t longest_ = 0;
  bool fold_ = false;
};

}  // namespace findo::plan
