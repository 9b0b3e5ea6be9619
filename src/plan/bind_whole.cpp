#include "plan/bind_whole.hpp"

#include <unordered_set>

#include "base/messages.hpp"
#include "plan/loaded.hpp"

namespace findo::plan {
namespace {

using Kind = language::SyntaxNode::Kind;

/// The bytes at which xargs separates words, and those by which it keeps words together.
constexpr std::string_view kSpecialToXargs = " \t\n\\'\"";

class SafeNameTest : public Test {
 public:
  bool holds(files::Visit& visit) const override {
    const std::string_view path = visit.entry.path();
    if (path.find_first_of(kSpecialToXargs) == std::string_view::npos) return true;
    visit.rendered.add_failure(base::path_message(path, "left out, since xargs would not take it as it is"));
    visit.pruned = true;  // what is in it has the same bytes in its path
    return false;
  }
};

/// A test that no word stands for.
constexpr language::PrimaryRow kSafeNameRow{"-X",
                                            language::Primary::flag,
                                            language::PrimaryKind::test,
                                            language::Operand::none,
                                            language::Need::name,
                                            language::Effect::none,
                                            language::Dialect::bsd,
                                            "",
                                            ""};

/// Knows what has been there. At the retirement point only, so that the first in order is the first.
class FirstVisitTest : public Test {
 public:
  bool holds(files::Visit& visit) const override {
    return ask_facts(visit, files::Fact::device | files::Fact::inode, [&](const files::Facts& facts) {
      const bool is_new = seen_.insert({facts.device, facts.inode}).second;
      if (!is_new) visit.pruned = true;
      return is_new;
    });
  }

 private:
  mutable std::unordered_set<files::Identity, files::IdentityHash> seen_;
};

constexpr language::PrimaryRow kFirstVisitRow{"-unique",
                                              language::Primary::unique,
                                              language::PrimaryKind::action,  // nothing moves past it
                                              language::Operand::none,
                                              language::Need::status,
                                              language::Effect::world,
                                              language::Dialect::bfs,
                                              "",
                                              ""};

/// Counts at the retirement point only, one entry at a time, as every effect happens.
class LimitTest : public Test {
 public:
  LimitTest(std::uint64_t limit, std::shared_ptr<bool> reached)
      : left_(limit), reached_(std::move(reached)) {}
  bool holds(files::Visit&) const override {
    if (left_ > 0) --left_;
    if (left_ == 0) *reached_ = true;
    return true;
  }

 private:
  mutable std::uint64_t left_;
  std::shared_ptr<bool> reached_;
};

class LimitEnd : public Test {
 public:
  explicit LimitEnd(std::shared_ptr<const bool> reached) : reached_(std::move(reached)) {}
  bool holds(files::Visit& visit) const override {
    if (*reached_) visit.stop = true;
    return true;
  }

 private:
  std::shared_ptr<const bool> reached_;
};

MatcherNode leaf_node(std::string label, const language::PrimaryRow* row, std::unique_ptr<Test> test) {
  MatcherNode node;
  node.label = std::move(label);
  node.row = row;
  node.test = std::move(test);
  return node;
}

MatcherNode operator_node(Kind kind, std::vector<NodeIndex> operands) {
  MatcherNode node;
  node.kind = kind;
  node.operands = std::move(operands);
  return node;
}

/// The leaf is evaluated before the whole expression, and stored behind it.
void put_before(MatcherTree& matcher, MatcherNode leaf) {
  const auto expression = static_cast<NodeIndex>(matcher.nodes.size() - 1);
  matcher.nodes.push_back(std::move(leaf));
  matcher.nodes.push_back(operator_node(Kind::and_, {expression + 1, expression}));
}

}  // namespace

base::Status<language::Diagnostic> add_print(MatcherTree& matcher, act::ActionBinder& actions) {
  auto made = actions.bind_print(std::nullopt, '\n');
  if (!made) return base::Failure{language::Diagnostic{made.error().message, {}}};
  MatcherNode print = leaf_node("print", language::find_primary("-print"), nullptr);
  print.action = std::move(made->action);
  print.facts = made->facts;
  print.follows_links = made->follows_links;
  join_on_the_right(matcher, Kind::and_, std::move(print));
  return {};
}

void guard_names(MatcherTree& matcher) {
  put_before(matcher, leaf_node("X", &kSafeNameRow, std::make_unique<SafeNameTest>()));
}

void guard_identities(MatcherTree& matcher) {
  MatcherNode guard = leaf_node("unique", &kFirstVisitRow, std::make_unique<FirstVisitTest>());
  guard.facts = files::Fact::device | files::Fact::inode;
  put_before(matcher, std::move(guard));
}

LeafResult bind_limit(Binder& binder, const language::SyntaxNode& node) {
  const auto limit = language::parse_positive(binder.operand(node));
  if (!limit) return operand_failure(node, limit.error());
  if (!binder.limit_reached) binder.limit_reached = std::make_shared<bool>(false);
  return make_leaf<LimitTest>({}, *limit, binder.limit_reached);
}

void end_at_limit(MatcherTree& matcher, std::shared_ptr<const bool> reached) {
  join_on_the_right(
      matcher, Kind::comma,
      leaf_node("end", language::find_primary("-limit"), std::make_unique<LimitEnd>(std::move(reached))));
}

MatcherTree join_exclusions(std::vector<MatcherTree> exclusions) {
  if (exclusions.empty()) return {};
  if (exclusions.size() == 1) return std::move(exclusions.front());
  MatcherTree joined;
  std::vector<NodeIndex> roots;
  for (MatcherTree& exclusion : exclusions) {
    const auto first = static_cast<NodeIndex>(joined.nodes.size());
    for (MatcherNode& node : exclusion.nodes) {
      for (NodeIndex& operand : node.operands) operand += first;
      joined.nodes.push_back(std::move(node));
    }
    roots.push_back(static_cast<NodeIndex>(joined.nodes.size() - 1));
  }
  joined.nodes.push_back(operator_node(Kind::or_, std::move(roots)));
  return joined;
}

}  // namespace findo::plan
