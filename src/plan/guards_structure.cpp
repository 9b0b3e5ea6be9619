// Tests that come too late, and tests without a consequence, in expressions that destroy.
//
//   -delete -name x             whatever -name x says, the file has gone by then
//   -name a -o -name b -delete  of what is called a nothing is deleted, and would not be without the first
//   test:
//                               no file that the second test lets through is called a
//
// The first is refused where the truth of the tests has no consequence at all; and, though a further action
// may hang on it, where nothing has been tested before and the late test is one of names: `-delete -name x
// -print` is hardly meant to delete everything. The second is refused only if the two sides have no file in
// common:
// `-name keep.o -o -name '*.o' -delete` keeps a file.

#include <algorithm>
#include <string>

#include "plan/destruction.hpp"
#include "plan/exclusive.hpp"
#include "plan/guards.hpp"
#include "plan/mended_line.hpp"
#include "plan/structure.hpp"

namespace findo::plan {
namespace {

using language::CommandLine;
using language::Diagnostic;
using language::NodeIndex;
using language::Operand;
using language::Primary;
using language::PrimaryKind;
using language::SyntaxNode;
using language::WordRange;
using Kind = SyntaxNode::Kind;

bool is_test(const SyntaxNode& node) {
  return node.kind == Kind::primary && node.row->kind == PrimaryKind::test &&
         node.row->primary != Primary::true_ && node.row->primary != Primary::false_;
}

bool looks_at_names(const SyntaxNode& node) {
  if (!is_test(node)) return false;
  switch (node.row->operand) {
    case Operand::glob:
    case Operand::path_glob:
    case Operand::extensions:
    case Operand::regex: return true;
    default: return false;
  }
}

class StructureGuard {
 public:
  StructureGuard(const CommandLine& line, const language::SyntaxTree& tree, std::vector<Diagnostic>& found)
      : line_(line),
        nodes_(essential_nodes(tree.nodes)),
        summaries_(summaries_of(nodes_)),
        destroys_(destructions_of(line, nodes_)),
        unused_(nodes_.size()),
        parentheses_(line),
        found_(found) {
    for (const SyntaxNode& node : nodes_) {
      if (node.row) leaves_.push_back(&node);
    }
    first_test_ =
        std::find_if(leaves_.begin(), leaves_.end(), [](const auto* leaf) { return is_test(*leaf); });
  }

  void check() {
    mark_unused_truths();
    for (NodeIndex i = 0; i < nodes_.size() && found_.size() < kMostFound; ++i) {
      if (nodes_[i].kind == Kind::and_) check_late_tests(i);
      if (nodes_[i].kind == Kind::or_ && unused_[i]) check_sides(nodes_[i]);
    }
  }

 private:
  static constexpr std::size_t kMostFound = 3;

  bool looks_only(NodeIndex index) const { return summaries_[index].tests_only; }
  /// The first leaf of a stretch that is one of those wanted, or null.
  template <class Wanted>
  const SyntaxNode* find_leaf(WordRange range, Wanted wanted) const {
    auto leaf = std::lower_bound(leaves_.begin(), leaves_.end(), range.first,
                                 [](const SyntaxNode* a, std::size_t word) { return a->words.first < word; });
    for (; leaf != leaves_.end() && (*leaf)->words.first < range.first + range.count; ++leaf) {
      if (wanted(**leaf)) return *leaf;
    }
    return nullptr;
  }
  const SyntaxNode& find_destroyer(const WordRange& range) const {
    return *find_leaf(range, [&](const SyntaxNode& leaf) { return is_destructive(line_, leaf); });
  }
  WordRange whole(const WordRange& extent) const { return parentheses_.around(extent); }

  /// From the root down to those whose truth has no consequence. Operands come before their operators.
  void mark_unused_truths() {
    unused_[root_of(nodes_)] = true;
    for (std::size_t i = nodes_.size(); i-- > 0;) {
      if (!unused_[i]) continue;
      const auto& operands = nodes_[i].operands;
      switch (nodes_[i].kind) {
        case Kind::not_: unused_[operands.front()] = true; break;
        case Kind::comma:
          for (const NodeIndex operand : operands) unused_[operand] = true;
          break;
        case Kind::and_:
        case Kind::or_: mark_from_last_with_consequence(operands); break;
        default: break;
      }
    }
  }

  void mark_from_last_with_consequence(const std::vector<NodeIndex>& operands) {
    for (std::size_t i = operands.size(); i-- > 0;) {
      unused_[operands[i]] = true;
      if (!looks_only(operands[i])) return;
    }
  }

  // ---- Tests that come too late

  void check_late_tests(NodeIndex index) {
    const auto& operands = nodes_[index].operands;
    const auto destroyer =
        std::find_if(operands.begin(), operands.end(), [&](NodeIndex o) { return destroys_[o]; });
    if (destroyer == operands.end()) return;
    const auto first =
        std::find_if(destroyer + 1, operands.end(), [&](NodeIndex o) { return looks_only(o); });
    const auto end = std::find_if_not(first, operands.end(), [&](NodeIndex o) { return looks_only(o); });
    if (first == end) return;
    WordRange tests = whole(summaries_[*first].extent);
    for (auto test = first; test != end; ++test) tests = joined(tests, whole(summaries_[*test].extent));
    const bool is_vain = end == operands.end() && unused_[index];
    const WordRange action = whole(summaries_[*destroyer].extent);
    if (!is_vain && (is_tested_before(action) || !find_leaf(tests, looks_at_names))) return;
    const SyntaxNode* rival = destroyer != operands.begin() ? &nodes_[*(destroyer - 1)] : nullptr;
    const bool is_other_choice = rival && is_test(*rival) && is_test(nodes_[*first]) && end == first + 1 &&
                                 exclude_each_other(line_, *rival, nodes_[*first]);
    report_late(action, tests, is_other_choice ? rival : nullptr);
  }

  bool is_tested_before(const WordRange& action) const {
    return first_test_ != leaves_.end() && (*first_test_)->words.first < find_destroyer(action).words.first;
  }

  /// `rival` is a test directly before the action of which the late one must be an alternative, or null.
  void report_late(WordRange action, WordRange tests, const SyntaxNode* rival) {
    const SyntaxNode* test = find_leaf(tests, is_test);
    if (!test) return;
    found_.push_back({"this " + std::string(line_.words[test->words.first]) + " can protect nothing: " +
                          name_of_destruction(line_, find_destroyer(action)) + " has already run",
                      {tests},
                      {action},
                      remedy_for_late(action, tests, rival)});
  }

  /// `A -delete B` becomes `A B -delete`, or `( A -o B ) -delete` where no file passes both.
  std::string remedy_for_late(WordRange action, const WordRange& tests, const SyntaxNode* rival) const {
    std::string otherwise = "put the tests before the action";
    const WordRange moved = whole(tests);  // a group may begin between them
    if (moved.first < action.first + action.count) return otherwise;
    MendedLine mended(line_);
    mended.exchange(action, moved);
    if (rival && rival->words.first + rival->words.count == action.first) {
      mended.insert(rival->words.first, "\\(");
      mended.insert(action.first, "-o");
      mended.insert(action.first + moved.count, "\\)");
    }
    return mended.proposal(otherwise);
  }

  // ---- Tests without a consequence

  bool are_apart(NodeIndex side, NodeIndex other) const {
    return have_nothing_in_common(line_, nodes_, summaries_, side, other);
  }

  void check_sides(const SyntaxNode& node) {
    for (std::size_t i = 1; i < node.operands.size(); ++i) {
      if (!destroys_[node.operands[i]] || looks_only(node.operands[i])) continue;
      std::size_t first = i;
      while (first > 0 && looks_only(node.operands[first - 1])) --first;
      for (std::size_t side = first; side < i; ++side) {
        if (are_apart(node.operands[side], node.operands[i])) return report_side(node, first, i, side);
      }
    }
  }

  /// `acting` is the side with the action; from `first` on there are but tests before it, and `vain` is the
  /// one without a consequence.
  void report_side(const SyntaxNode& node, std::size_t first, std::size_t acting, std::size_t vain) {
    const WordRange side = whole(summaries_[node.operands[vain]].extent);
    const WordRange other = whole(summaries_[node.operands[acting]].extent);
    found_.push_back(
        {"nothing is done about what this finds: " + name_of_destruction(line_, find_destroyer(other)) +
             " belongs to the other side of the -o",
         {side},
         {other},
         remedy_for_side(node, first, acting)});
  }

  /// Parentheses around the tests of all sides, where each of them is as vain as the first, and the last side
  /// is tests and then actions.
  std::string remedy_for_side(const SyntaxNode& node, std::size_t first, std::size_t acting) const {
    std::string otherwise = "put \\( and \\) around what the action is for";
    const SyntaxNode& last = nodes_[node.operands[acting]];
    const WordRange extent = summaries_[node.operands[acting]].extent;
    const bool has_own_parentheses = whole(extent).count != extent.count;
    for (std::size_t side = first; side < acting; ++side) {
      if (!are_apart(node.operands[side], node.operands[acting])) return otherwise;
    }
    if (last.kind != Kind::and_ || has_own_parentheses) return otherwise;
    std::size_t behind_tests = 0;
    for (const NodeIndex operand : last.operands) {
      if (!looks_only(operand)) break;
      const WordRange test = whole(summaries_[operand].extent);
      behind_tests = test.first + test.count;
    }
    MendedLine mended(line_);
    mended.insert(whole(summaries_[node.operands[first]].extent).first, "\\(");
    mended.insert(behind_tests, "\\)");
    return mended.proposal(otherwise);
  }

  const CommandLine& line_;
  std::vector<SyntaxNode> nodes_;
  std::vector<Summary> summaries_;
  std::vector<bool> destroys_;
  std::vector<bool> unused_;  ///< whose truth has no consequence
  Parentheses parentheses_;
  std::vector<const SyntaxNode*> leaves_;  ///< in the order typed
  std::vector<const SyntaxNode*>::const_iterator first_test_;
  std::vector<Diagnostic>& found_;
};

}  // namespace

void guard_structure(const CommandLine& line, const language::SyntaxTree& tree,
                     std::vector<Diagnostic>& found) {
  const auto destroys = [&](const SyntaxNode& node) { return is_destructive(line, node); };
  if (std::none_of(tree.nodes.begin(), tree.nodes.end(), destroys)) return;
  StructureGuard(line, tree, found).check();
}

}  // namespace findo::plan
