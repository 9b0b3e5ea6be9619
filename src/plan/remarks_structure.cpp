// How tests, actions and operators go together. Three questions are asked of the nodes and what is known of
// them (structure.hpp): which operands exclude each other, what is never reached, and whose truth nobody asks
// for.
//
//   -type f -type d             the two exclude each other
//   -false -print               the -print is never reached
//   -print -name x              nobody asks whether -name x holds
//   -name x -o -name y -print   -name x holds, and nothing is done about it

#include <algorithm>
#include <optional>
#include <string>

#include "language/operands.hpp"
#include "plan/destruction.hpp"
#include "plan/exclusive.hpp"
#include "plan/remarks.hpp"
#include "plan/structure.hpp"

namespace findo::plan {
namespace {

using language::NodeIndex;
using language::Primary;
using language::PrimaryKind;
using language::SyntaxNode;
using language::WordRange;
using Kind = SyntaxNode::Kind;

class StructureReader {
 public:
  explicit StructureReader(Remarks& remarks)
      : remarks_(remarks),
        nodes_(essential_nodes(remarks.tree.nodes)),
        summaries_(summaries_of(nodes_)),
        destroys_(destructions_of(remarks.line, nodes_)),
        has_daystart_(std::any_of(nodes_.begin(), nodes_.end(), is_daystart)) {}

  void read() {
    for (const SyntaxNode& node : nodes_) {
      if (node.kind == Kind::and_) read_conjunction(node);
      if (node.kind == Kind::or_) read_disjunction(node);
    }
    if (std::any_of(nodes_.begin(), nodes_.end(), suppresses_print)) {
      read_unused_truths();
    } else {
      read_implied_print();
    }
  }

 private:
  /// Operands of one node are held against each other up to here, since each is against each.
  static constexpr std::size_t kMostCompared = 50;
  static constexpr std::size_t kLongestProposal = 100;
  static constexpr const char* kMissingParentheses = "put \\( and \\) around what belongs together";

  /// Whether with this leaf the expression has an action, so that none is added.
  static bool suppresses_print(const SyntaxNode& node) {
    return node.row && node.row->kind == PrimaryKind::action && node.row->primary != Primary::prune &&
           node.row->primary != Primary::quit && node.row->primary != Primary::limit;
  }

  const SyntaxNode& node_of(NodeIndex index) const { return nodes_[index]; }
  bool is_test(const SyntaxNode& node) const {
    return node.kind == Kind::primary && node.row->kind == PrimaryKind::test;
  }
  bool exclude(const SyntaxNode& a, const SyntaxNode& b) const {
    const bool counts_ages =
        a.row->operand == language::Operand::days || a.row->operand == language::Operand::minutes;
    return !(counts_ages && has_daystart_) && exclude_each_other(remarks_.line, a, b);
  }
  static bool is_daystart(const SyntaxNode& node) {
    return node.row && node.row->primary == Primary::daystart;
  }

  std::string text_of(WordRange extent) const {
    std::string text;
    for (std::size_t i = extent.first; i < extent.first + extent.count && text.size() <= kLongestProposal;
         ++i) {
      if (!text.empty()) text += ' ';
      text += language::shown_word(remarks_.line.words[i]);
    }
    return text;
  }

  /// A proposal, unless it is long or would tear parentheses, which no extent includes, apart.
  static std::string proposal(const std::string& text) {
    const auto opened = std::count(text.begin(), text.end(), '(');
    const bool is_whole = opened == std::count(text.begin(), text.end(), ')');
    if (text.size() > kLongestProposal || !is_whole) return kMissingParentheses;
    return "did you mean " + text + '?';
  }

  void add(std::string message, std::vector<WordRange> at_fault, std::vector<WordRange> concerned,
           std::string remedy) {
    remarks_.found.push_back(
        {std::move(message), std::move(at_fault), std::move(concerned), std::move(remedy)});
  }

  // What excludes each other.
  /// The first pair of tests, negated ones if `negated`, that cannot both hold.
  std::optional<std::pair<const SyntaxNode*, const SyntaxNode*>> find_pair(const SyntaxNode& node,
                                                                           bool negated) const {
    std::vector<const SyntaxNode*> tests;
    for (const NodeIndex operand : node.operands) {
      if (summaries_[operand].acts) tests.clear();  // it may have made another file of it
      const SyntaxNode* leaf = &node_of(operand);
      if (negated != (leaf->kind == Kind::not_)) continue;
      if (negated) leaf = &node_of(leaf->operands.front());
      if (!is_test(*leaf) || tests.size() == kMostCompared) continue;
      for (const SyntaxNode* other : tests) {
        if (exclude(*other, *leaf)) return std::pair(other, leaf);
      }
      tests.push_back(leaf);
    }
    return std::nullopt;
  }

  /// For two tests of which one was meant to be enough, or whose signs are the wrong way round.
  std::string remedy_for_pair(const SyntaxNode& a, const SyntaxNode& b) const {
    const std::string first(remarks_.operand(a));
    const std::string second(remarks_.operand(b));
    if (a.row->primary == Primary::type && b.row->primary == Primary::type)
      return "did you mean -type " + first + ',' + second + '?';
    const bool has_bounds = (first.starts_with('+') && second.starts_with('-')) ||
                            (first.starts_with('-') && second.starts_with('+'));
    if (has_bounds && a.row->operand == language::Operand::size && are_touching(first, second))
      return "sizes are rounded up to whole units, which leaves none between; say it in bytes (c)";
    const std::string words = std::string(a.row->word) + ' ';
    if (has_bounds) {
      return "did you mean " + words + second[0] + first.substr(1) + ' ' + words + first[0] +
             second.substr(1) + '?';
    }
    return proposal("\\( " + text_of(a.words) + " -o " + text_of(b.words) + " \\)");
  }

  /// `+1M` and `-2M`
  static bool are_touching(std::string_view first, std::string_view second) {
    const auto a = language::parse_size(first);
    const auto b = language::parse_size(second);
    if (!a || !b || a->unit_bytes != b->unit_bytes) return false;
    const auto [less, more] = std::minmax(a->count.number, b->count.number);
    const bool is_more_first = a->count.comparison == language::Comparison::greater;
    return less + 1 == more && (is_more_first ? a->count.number : b->count.number) == less;
  }

  bool remark_on_pair(const SyntaxNode& node) {
    const auto pair = find_pair(node, false);
    if (!pair) return false;
    const auto& [a, b] = *pair;
    add("these two never hold of the same file", {a->words, b->words}, {}, remedy_for_pair(*a, *b));
    return true;
  }

  // What is never reached.
  /// Behind the operand that decides, with its truth `decisive`.
  bool remark_on_unreachable(const SyntaxNode& node, bool decisive) {
    for (std::size_t i = 0; i + 1 < node.operands.size(); ++i) {
      const Summary& operand = summaries_[node.operands[i]];
      if (operand.truth != decisive) continue;
      WordRange rest = summaries_[node.operands[i + 1]].extent;
      for (std::size_t k = i + 2; k < node.operands.size(); ++k)
        rest = joined(rest, summaries_[node.operands[k]].extent);
      const SyntaxNode& decider = node_of(node.operands[i]);
      const bool is_prune = decider.row && decider.row->primary == Primary::prune;
      add(std::string("this is never reached: what stands before it is always ") +
              (decisive ? "true" : "false"),
          {rest}, {operand.extent},
          is_prune   ? "put before -prune what it is for: -name .git -prune"
          : decisive ? "take away the -o if both are meant"
                     : "take one of the two away");
      return true;
    }
    return false;
  }

  void read_conjunction(const SyntaxNode& node) {
    if (remark_on_unreachable(node, false) || remark_on_pair(node)) return;
    remark_on_end(node);
  }

  /// -quit and -exit end the search then and there.
  void remark_on_end(const SyntaxNode& node) {
    for (std::size_t i = 0; i + 1 < node.operands.size(); ++i) {
      const SyntaxNode& operand = node_of(node.operands[i]);
      if (!operand.row || (operand.row->primary != Primary::quit && operand.row->primary != Primary::exit))
        continue;
      WordRange rest = summaries_[node.operands[i + 1]].extent;
      rest = joined(rest, summaries_[node.operands.back()].extent);
      add("this is never reached: the search has ended before it", {rest}, {operand.words},
          "put " + std::string(operand.row->word) + " behind it");
      return;
    }
  }

  void read_disjunction(const SyntaxNode& node) {
    if (remark_on_unreachable(node, true)) return;
    const auto pair = find_pair(node, true);
    if (!pair) return;
    const auto& [a, b] = *pair;
    add("this is true of every file: what is the one is not the other", {a->words, b->words}, {},
        "neither of them: ! " + text_of(a->words) + " ! " + text_of(b->words));
  }

  // Whose truth nobody asks for.
  /// Goes down from the root to the nodes whose truth is not used.
  void read_unused_truths() {
    std::vector<NodeIndex> unused{root_of(nodes_)};
    while (!unused.empty()) {
      const SyntaxNode& node = node_of(unused.back());
      unused.pop_back();
      switch (node.kind) {
        case Kind::and_:
        case Kind::or_:
          if (node.kind == Kind::or_) remark_on_side_without_action(node);
          if (const auto last = last_with_consequence(node)) unused.push_back(*last);
          break;
        case Kind::comma:
          for (const NodeIndex operand : node.operands) {
            if (summaries_[operand].tests_only) remark_on_vain_part(node, operand);
            unused.push_back(operand);
          }
          break;
        case Kind::not_: unused.push_back(node.operands.front()); break;
        default: break;
      }
    }
  }

  void remark_on_vain_part(const SyntaxNode&, NodeIndex operand) {
    add("nothing is done about what this finds", {summaries_[operand].extent}, {},
        "give it an action, such as -print, or take it away");
  }

  /// The last operand that does something; what comes behind it is looked at in vain.
  std::optional<NodeIndex> last_with_consequence(const SyntaxNode& node) {
    std::size_t end = node.operands.size();
    while (end > 0 && summaries_[node.operands[end - 1]].tests_only) --end;
    if (end == 0) return std::nullopt;
    if (end < node.operands.size()) remark_on_vain_tests(node, end);
    return node.operands[end - 1];
  }

  /// The operands from `first` on. Where more than output stands before them it is for others to speak up.
  void remark_on_vain_tests(const SyntaxNode& node, std::size_t first) {
    const Summary& before = summaries_[node.operands[first - 1]];
    if (before.acts) return;
    WordRange tests = summaries_[node.operands[first]].extent;
    tests = joined(tests, summaries_[node.operands.back()].extent);
    if (node.kind == Kind::or_) {
      add("nothing is done about what this finds: the actions belong to the other side of the -o", {tests},
          {before.extent}, "give it an action of its own, or put \\( \\) around the tests");
    } else {
      add("this has no consequence: what stands before it has been done already", {tests}, {before.extent},
          proposal(text_of(tests) + ' ' + text_of(before.extent)));
    }
  }

  /// Whether a side of an -o does something. Where it destroys it is for the guards to speak up.
  bool does_something(NodeIndex side) const {
    return (summaries_[side].prints || summaries_[side].acts) && !destroys_[side];
  }

  /// `-name x -o -name y -print`, and `-name y -o -name x -size +1k -exec wc {} ;`
  void remark_on_side_without_action(const SyntaxNode& node) {
    for (std::size_t i = 0; i + 1 < node.operands.size(); ++i) {
      const NodeIndex vain = node.operands[i];
      const NodeIndex acting = node.operands[i + 1];
      if (!summaries_[vain].tests_only || !does_something(acting) || node_of(acting).kind != Kind::and_)
        continue;
      const SyntaxNode& test = node_of(vain);
      const SyntaxNode& next = node_of(node_of(acting).operands.front());
      const bool is_simple = is_test(test) && is_test(next) && are_of_one_kind(test, next);
      if (!is_simple && !have_nothing_in_common(remarks_.line, nodes_, summaries_, vain, acting)) continue;
      const WordRange other = summaries_[acting].extent;
      const WordRange actions{next.words.first + next.words.count,
                              other.first + other.count - next.words.first - next.words.count};
      add("nothing is done about what this finds: the actions belong to the other side of the -o",
          {summaries_[vain].extent}, {other},
          is_simple ? proposal("\\( " + text_of(test.words) + " -o " + text_of(next.words) + " \\) " +
                               text_of(actions))
                    : kMissingParentheses);
      return;
    }
  }

  // Without an action of its own the expression prints as a whole.
  /// `-type f -name x -o -name y`: that -type f holds for one side only is seldom meant.
  void read_implied_print() {
    if (nodes_.empty() || node_of(root_of(nodes_)).kind != Kind::or_) return;
    const auto& sides = node_of(root_of(nodes_)).operands;
    const SyntaxNode& first = node_of(sides.front());
    if (first.kind != Kind::and_) return;
    const SyntaxNode& last_test = node_of(first.operands.back());
    if (!is_test(last_test)) return;
    const bool alike = std::all_of(sides.begin() + 1, sides.end(), [&](NodeIndex side) {
      return is_test(node_of(side)) && are_of_one_kind(node_of(side), last_test);
    });
    if (!alike) return;
    const WordRange common{summaries_[sides.front()].extent.first,
                           last_test.words.first - summaries_[sides.front()].extent.first};
    const WordRange alternatives = joined(last_test.words, summaries_[sides.back()].extent);
    add("this holds for one side of the -o only", {common}, {alternatives},
        proposal(text_of(common) + " \\( " + text_of(alternatives) + " \\)"));
  }

  Remarks& remarks_;
  std::vector<SyntaxNode> nodes_;
  std::vector<Summary> summaries_;
  std::vector<bool> destroys_;
  bool has_daystart_;  ///< ages do not count from the same moment
};

}  // namespace

void remark_on_structure(Remarks& remarks) { StructureReader(remarks).read(); }

}  // namespace findo::plan
