// The matcher tree: the expression with every operand resolved. Passes and explanations work on it; for
// evaluation it is linked into a program of steps (program.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "act/action.hpp"
#include "files/visit.hpp"
#include "language/parser.hpp"
#include "plan/barrier.hpp"

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

/// A test that what a directory lists of a file decides: its name and its type.
class ListedTest : public Test {
 public:
  /// What holds() says of a file in a directory, where no link is followed and the type is listed.
  virtual bool holds_for(const files::Listed& file) const = 0;
};

using NodeIndex = language::NodeIndex;

/// A node of the matcher tree: an operator with operands, or a leaf with a test, an action or a barrier.
struct MatcherNode {
  language::SyntaxNode::Kind kind = language::SyntaxNode::Kind::primary;
  std::vector<NodeIndex> operands{};
  const language::PrimaryRow* row = nullptr;  ///< of a leaf
  std::string label{};                        ///< of a leaf, for explanations: "name:*.c"
  language::WordRange words{0, 0};            ///< of a leaf that was typed; none where nobody has typed it
  std::unique_ptr<Test> test{};
  std::unique_ptr<act::Action> action{};
  std::shared_ptr<Barrier> barrier{};
  files::FactSet facts{};      ///< what it may load of the entry itself
  bool follows_links = false;  ///< an action that looks at what links lead to
};

/// Stored flat, operands before their operator; the root is the last.
struct MatcherTree {
  std::vector<MatcherNode> nodes;
};

/// Joins the whole expression, where there is one, with a leaf to its right.
void join_on_the_right(MatcherTree& tree, language::SyntaxNode::Kind kind, MatcherNode leaf);

/// The tree as text: "and(name:*.c, type:f, print)".
std::string describe(const MatcherTree& tree);

}  // namespace findo::plan
