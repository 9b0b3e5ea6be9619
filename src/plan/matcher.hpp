// The matcher tree: the expression with every operand resolved. Kept as a tree for passes and explanations,
// and linked into a program of steps for evaluation.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "act/action.hpp"
#include "files/visit.hpp"
#include "language/parser.hpp"

namespace findo::plan {

/// A test bound to its operands. Threads: any worker, for several entries at once.
class Test {
 public:
  Test() = default;
  Test(const Test&) = delete;
  Test& operator=(const Test&) = delete;
  virtual ~Test() = default;
  /// Whether it holds. A fact that cannot be loaded is reported through the visit, and the test does not
  /// hold.
  virtual bool holds(files::Visit& visit) const = 0;
};

using NodeIndex = language::NodeIndex;

/// A node of the matcher tree: an operator with operands, or a leaf with a test or an action.
struct MatcherNode {
  language::SyntaxNode::Kind kind = language::SyntaxNode::Kind::primary;
  std::vector<NodeIndex> operands{};
  const language::PrimaryRow* row = nullptr;  ///< of a leaf
  std::string label{};                        ///< of a leaf, for explanations: "name:*.c"
  std::unique_ptr<Test> test{};
  std::unique_ptr<act::Action> action{};
  files::FactSet facts{};  ///< what it may load of the entry itself

  language::Effect effect() const { return row ? row->effect : language::Effect::none; }
};

/// Stored flat, operands before their operator; the root is the last.
struct MatcherTree {
  std::vector<MatcherNode> nodes;
};

/// One step of an evaluation: look at a leaf, then go where its truth says.
struct Step {
  const Test* test;  ///< one of the two
  act::Action* action;
  bool at_retirement;  ///< an effect: not ahead of time
  std::uint32_t if_true;
  std::uint32_t if_false;
};

/// The tree linked for evaluation: operators have become jumps, so that an evaluation is no more than an
/// entry and a step, can stop before any step and go on later, and never recurses.
class Program {
 public:
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;

  explicit Program(const MatcherTree& tree);

  /// Evaluates from `step` to the end, or to the first step that must wait for its retirement unless
  /// `retiring`. Returns where it stopped, kEnd when it is through. The expression's own truth means nothing
  /// to a search.
  std::uint32_t run(files::Visit& visit, std::uint32_t step, bool retiring) const;

  std::uint32_t start() const { return start_; }
  /// Whether any step waits for retirement.
  bool has_effects() const { return has_effects_; }

 private:
  std::vector<Step> steps_;
  std::uint32_t start_ = kEnd;
  bool has_effects_ = false;
};

/// The tree as text: "and(name:*.c, type:f, print)".
std::string describe(const MatcherTree& tree);

}  // namespace findo::plan
