// --explain: what the search is going to do, before it does it; --explain=run: what it has cost.
#pragma once

#include <string>
#include <vector>

#include "cli/measurement.hpp"
#include "plan/bind.hpp"
#include "plan/explain.hpp"

namespace findo::cli {

/// What is going to be done. Made in pieces, since the passes change the tree in between.
class Explanation {
 public:
  Explanation(std::vector<std::string> roots, std::span<const char* const> argv)
      : roots_(std::move(roots)), argv_(argv) {}

  /// The expression as it was bound.
  void note_bound(const plan::Bound& bound);
  /// The same after the passes; before anything is put around its leaves.
  void note_optimised(const plan::Bound& bound);
  /// All of it: how the search goes in words, the expression as understood and as evaluated.
  std::string text() const;
  /// What the search has cost, by leaf.
  std::string text(const Measurement& measured) const;

 private:
  std::vector<std::string> roots_;
  std::span<const char* const> argv_;
  std::string reading_;
  std::string bound_;
  std::vector<plan::TreeLine> lines_{};  ///< of the expression as evaluated
  std::vector<plan::TreeLine> exclusion_lines_{};
  std::vector<std::string> needs_{};  ///< by node
  std::vector<std::string> exclusion_needs_{};
};

}  // namespace findo::cli
