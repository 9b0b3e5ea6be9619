#include "plan/around_actions.hpp"

namespace findo::plan {
namespace {

using Kind = language::SyntaxNode::Kind;
using language::Effect;
using language::Primary;

/// Leaves that no word stands for. As actions nothing moves past them.
constexpr language::PrimaryRow row_with(std::string_view word, Effect effect) {
  return {word,
          Primary::flag,
          language::PrimaryKind::action,
          language::Operand::none,
          language::Need::nothing,
          effect,
          language::Dialect::findo,
          "",
          ""};
}
constexpr language::PrimaryRow kMatchRow = row_with("match", Effect::none);
constexpr language::PrimaryRow kKeepRow = row_with("keep", Effect::none);
constexpr language::PrimaryRow kFirstRow = row_with("first", Effect::world);
constexpr language::PrimaryRow kEndRow = row_with("end", Effect::none);

class MereMatch : public act::Action {
 public:
  bool perform(files::Visit&) override { return true; }
};

class KeepTest : public Test {
 public:
  explicit KeepTest(files::FactSet facts) : facts_(facts) {}
  bool holds(files::Visit& visit) const override {
    (void)visit.entry.facts(facts_);  // whoever needs them will find out that they cannot be loaded
    return true;
  }

 private:
  files::FactSet facts_;
};

/// At the retirement point only, as it has an effect: so the first in order is the first.
class FirstTest : public Test {
 public:
  explicit FirstTest(std::shared_ptr<bool> found) : found_(std::move(found)) {}
  bool holds(files::Visit&) const override { return *found_ = true; }

 private:
  std::shared_ptr<bool> found_;
};

/// An evaluation that has come past a FirstTest has waited for its turn; no other is asked, and may be ahead.
class EndTest : public Test {
 public:
  explicit EndTest(std::shared_ptr<const bool> found) : found_(std::move(found)) {}
  bool holds(files::Visit& visit) const override {
    if (visit.has_waited && *found_) visit.stop = true;
    return true;
  }

 private:
  std::shared_ptr<const bool> found_;
};

MatcherNode test_node(const language::PrimaryRow& row, std::unique_ptr<Test> test) {
  MatcherNode node;
  node.row = &row;
  node.label = row.word;
  node.test = std::move(test);
  return node;
}

using IsWanted = std::function<bool(const MatcherNode& action)>;
using MakeLeaf = std::function<MatcherNode()>;
enum class Side { before, behind };

/// Puts a leaf beside each of the actions that are wanted: A becomes ( leaf A ) or ( A leaf ).
void join_actions(MatcherTree& matcher, Side side, const IsWanted& is_wanted, const MakeLeaf& make_leaf) {
  std::vector<MatcherNode> nodes;
  std::vector<NodeIndex> moved_to;
  const auto add = [&](MatcherNode node) {
    nodes.push_back(std::move(node));
    return static_cast<NodeIndex>(nodes.size() - 1);
  };
  for (MatcherNode& node : matcher.nodes) {
    for (NodeIndex& operand : node.operands) operand = moved_to[operand];
    if (!node.action || !is_wanted(node)) {
      moved_to.push_back(add(std::move(node)));
      continue;
    }
    MatcherNode group;
    group.kind = Kind::and_;
    if (side == Side::before) group.operands.push_back(add(make_leaf()));
    group.operands.push_back(add(std::move(node)));
    if (side == Side::behind) group.operands.push_back(add(make_leaf()));
    moved_to.push_back(add(std::move(group)));
  }
  matcher.nodes = std::move(nodes);
}

bool changes_files(const MatcherNode& leaf) { return leaf.action->has_effect(); }

}  // namespace

void add_mere_match(MatcherTree& matcher) {
  MatcherNode match;
  match.row = &kMatchRow;
  match.label = kMatchRow.word;
  match.action = std::make_unique<MereMatch>();
  join_on_the_right(matcher, Kind::and_, std::move(match));
}

void keep_facts(MatcherTree& matcher, files::FactSet facts) {
  join_actions(matcher, Side::before, changes_files, [&] {
    MatcherNode keep = test_node(kKeepRow, std::make_unique<KeepTest>(facts));
    keep.facts = facts;
    return keep;
  });
}

void put_before_effects(MatcherTree& matcher, const std::function<MatcherNode()>& make_leaf) {
  join_actions(matcher, Side::before, changes_files, make_leaf);
}

void end_at_first_match(MatcherTree& matcher) {
  const auto found = std::make_shared<bool>(false);
  join_actions(
      matcher, Side::behind, [](const MatcherNode&) { return true; },
      [&] { return test_node(kFirstRow, std::make_unique<FirstTest>(found)); });
  join_on_the_right(matcher, Kind::comma, test_node(kEndRow, std::make_unique<EndTest>(found)));
}

}  // namespace findo::plan
