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
  job,  ///< not by run() at all: a command that is started, and has its truth when it has ended
};

/// How far retirement has come when an evaluation begins or goes on.
enum class Turn : std::uint8_t {
  ahead,      ///< not to the entry yet
  beside,     ///< past it; but of what comes before it something still goes on
  unopposed,  ///< the same, and that comes to nothing any more that has its turn: a test may have its own now
  own,        ///< to it, and everything before it is over
};

/// One step of an evaluation: look at a leaf, then go where its truth says.
struct Step {
  const Test* test;  ///< one of the three
  act::Action* action;
  const Barrier* barrier;
  const ListedTest* listed_test;  ///< the test, where it is of that kind
  Timing timing;
  bool only_tests;  ///< nothing but a test, and at any time
  bool prunes;
  NodeIndex node;  ///< the leaf
  std::uint32_t if_true;
  std::uint32_t if_false;
  files::FactSet expected{};  ///< what it and those that follow it, while all are true, may load
};

/// The tree linked for evaluation: operators have become jumps, so that an evaluation is no more than an
/// entry and a step, can stop before any step and go on later, and never recurses.
class Program {
 public:
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;
  static constexpr std::uint32_t kEndTrue = kEnd - 1;

  /// Also tells the barriers whether evaluations go on behind them.
  Program(const MatcherTree& tree, const Effects& effects);

  /// Evaluates from `step` to the end, to a barrier, to a job, or to the first step that must wait for its
  /// turn. Returns where it stopped, kEnd when it is through or suspended. The expression's own truth means
  /// nothing to a search.
  std::uint32_t run(files::Visit& visit, std::uint32_t step, Turn turn) const;

  /// The step at which an evaluation has stopped, where it is a job; null where it is none.
  act::Action* try_job(std::uint32_t step) const {
    return steps_[step].timing == Timing::job ? steps_[step].action : nullptr;
  }
  /// Where an evaluation goes on behind the step, of which this is the truth; kEnd or kEndTrue where that was
  /// the last.
  std::uint32_t next(std::uint32_t step, bool truth) const {
    return truth ? steps_[step].if_true : steps_[step].if_false;
  }
  bool has_jobs() const { return has_jobs_; }
  /// Whether from this step on one may come that has its turn, or that keeps the search out of a directory.
  /// Known only where there are jobs.
  bool leads_to_turn(std::uint32_t step) const { return (ahead_of_[step] & kTurn) != 0; }
  bool leads_to_pruning(std::uint32_t step) const { return (ahead_of_[step] & kPruning) != 0; }

  /// Where an evaluation of the file comes to by tests of what is listed of it (ListedTest) alone; kEnd where
  /// that is its end, so that it can be left out. Where !foresees(), this is start() for every file.
  std::uint32_t first_step(const files::Listed& file) const;
  bool foresees() const { return start_ >= kEndTrue || steps_[start_].listed_test; }

  /// Whether the expression is true of the entry. For trees that only look.
  bool holds(files::Visit& visit) const;

  std::uint32_t start() const { return start_; }
  /// One step, for whoever takes them himself.
  const Step& step(std::uint32_t number) const { return steps_[number]; }
  std::uint32_t count() const { return static_cast<std::uint32_t>(steps_.size()); }

 private:
  static constexpr std::uint8_t kTurn = 1;
  static constexpr std::uint8_t kPruning = 2;

  void look_ahead();
  void expect_facts();

  std::vector<Step> steps_;
  std::uint32_t start_ = kEnd;
  bool has_jobs_ = false;
  std::vector<std::uint8_t> ahead_of_;  ///< by step: what it and those behind it are
};

}  // namespace findo::plan
