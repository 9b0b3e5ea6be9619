// The matcher tree linked for evaluation.
#pragma once

#include <cstdint>
#include <vector>

#include "plan/effects.hpp"
#include "plan/matcher.hpp"

namespace findo::plan {

/// When a step may be taken.
enum class Timing : std::uint8_t {
  any,            ///< ahead of time, on any thread
  for_files_any,  ///< the same, but for directories at retirement
  at_retirement,
};

/// One step of an evaluation: look at a leaf, then go where its truth says.
struct Step {
  const Test* test;  ///< one of the two
  act::Action* action;
  Timing timing;
  NodeIndex node;  ///< the leaf
  std::uint32_t if_true;
  std::uint32_t if_false;
};

/// The tree linked for evaluation: operators have become jumps, so that an evaluation is no more than an
/// entry and a step, can stop before any step and go on later, and never recurses.
class Program {
 public:
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;
  static constexpr std::uint32_t kEndTrue = kEnd - 1;

  Program(const MatcherTree& tree, const Effects& effects);

  /// Evaluates from `step` to the end, or to the first step that must wait for its retirement unless
  /// `retiring`. Returns where it stopped, kEnd when it is through. The expression's own truth means nothing
  /// to a search.
  std::uint32_t run(files::Visit& visit, std::uint32_t step, bool retiring) const;

  /// Whether the expression is true of the entry. For trees that only look.
  bool holds(files::Visit& visit) const;

  std::uint32_t start() const { return start_; }
  /// One step, for whoever takes them himself.
  const Step& step(std::uint32_t number) const { return steps_[number]; }

 private:
  std::vector<Step> steps_;
  std::uint32_t start_ = kEnd;
};

}  // namespace findo::plan
