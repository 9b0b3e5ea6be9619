#include "plan/bind_barriers.hpp"

#include "language/barrier_operands.hpp"
#include "plan/sorting_barriers.hpp"

namespace findo::plan {
namespace {

using files::Fact;
using language::KeepGroup;
using language::KeepRule;
using language::KeyOrder;
using language::OperandError;
using language::Primary;
using language::SortKey;
using language::SyntaxNode;
using Kind = SyntaxNode::Kind;

/// More than anybody needs, and far fewer than there are streams.
constexpr std::size_t kMostBarriers = 1'000;

/// By what an entry is known again. A directory changes when its entries are dealt with, other files do not.
constexpr files::FactSet kWho =
    Fact::type | Fact::device | Fact::inode | Fact::size | Fact::modify_time | Fact::change_time;

base::Failure<language::Diagnostic> failure_at(const SyntaxNode& node, OperandError error,
                                               std::size_t index) {
  auto failure = operand_failure(node, std::move(error.message), index, error.offset, error.length);
  failure.error.remedy = std::move(error.remedy);
  return failure;
}

Leaf leaf_of(std::unique_ptr<Barrier> barrier, files::FactSet facts) {
  Leaf leaf;
  leaf.facts = facts;
  leaf.barrier = std::move(barrier);
  return leaf;
}

LeafResult bind_sort(const Binder& binder, const SyntaxNode& node, std::size_t index) {
  auto keys = language::parse_sort_keys(binder.operand(node));
  if (!keys) return failure_at(node, std::move(keys.error()), 1);
  SortOrder order(*keys);
  const files::FactSet facts = order.facts();
  return leaf_of(make_sort(index, std::move(order)), facts);
}

LeafResult bind_top(const Binder& binder, const SyntaxNode& node, std::size_t index) {
  const auto count = language::parse_positive(binder.operand(node));
  if (!count) return failure_at(node, count.error(), 1);
  auto keys = language::parse_sort_keys(binder.word(node, 2));
  if (!keys) return failure_at(node, std::move(keys.error()), 2);
  // The greatest come first; with a - the least.
  for (KeyOrder& key : *keys) key.is_reversed = !key.is_reversed;
  SortOrder order(*keys);
  const files::FactSet facts = order.facts();
  return leaf_of(make_top(index, std::move(order), *count), facts);
}

KeyOrder order_of(KeepRule rule) {
  switch (rule) {
    case KeepRule::newest: return {SortKey::mtime, true};
    case KeepRule::oldest: return {SortKey::mtime, false};
    case KeepRule::largest: return {SortKey::size, true};
    case KeepRule::smallest: break;
  }
  return {SortKey::size, false};
}

LeafResult bind_keep(const Binder& binder, const SyntaxNode& node, std::size_t index) {
  const auto count = language::parse_positive(binder.operand(node));
  if (!count) return failure_at(node, count.error(), 1);
  const auto rule = language::parse_keep_rule(binder.word(node, 2));
  if (!rule) return failure_at(node, rule.error(), 2);
  KeepGroup group = KeepGroup::all;
  constexpr std::size_t kGroupWord = 4;
  if (node.words.count > kGroupWord) {
    const auto named = language::parse_keep_group(binder.word(node, kGroupWord));
    if (!named) return failure_at(node, named.error(), kGroupWord);
    group = *named;
  }
  SortOrder order({order_of(*rule)});
  const files::FactSet facts = order.facts();
  return leaf_of(make_keep(index, std::move(order), *count, group), facts);
}

/// What can come out of a node before an evaluation has come to a barrier.
struct Outcomes {
  bool is_true = true;
  bool is_false = true;
};

/// Whether the operand behind one with these outcomes is come to.
bool leads_on(Kind kind, Outcomes outcomes) {
  if (kind == Kind::and_) return outcomes.is_true;
  if (kind == Kind::or_) return outcomes.is_false;
  return outcomes.is_true || outcomes.is_false;
}

constexpr Outcomes kNone{false, false};
constexpr Outcomes kBoth{true, true};

/// What can come out of a barrier when the evaluation goes on there. -sort lets everything go on, and is
/// true.
Outcomes outcomes_behind(const MatcherNode& barrier) {
  return {true, !barrier.row || barrier.row->primary != Primary::sort};
}

/// `of_barrier` tells what can come out of a barrier.
template <class OfBarrier>
Outcomes outcomes_of(const MatcherNode& node, const std::vector<Outcomes>& all, OfBarrier&& of_barrier) {
  if (node.kind == Kind::primary) return node.barrier ? of_barrier(node) : kBoth;
  if (node.kind == Kind::not_) {
    const Outcomes operand = all[node.operands.front()];
    return {operand.is_false, operand.is_true};
  }
  Outcomes outcomes{false, false};
  for (const NodeIndex operand : node.operands) {
    const bool is_last = operand == node.operands.back();
    outcomes.is_true |= all[operand].is_true && (is_last || node.kind == Kind::or_);
    outcomes.is_false |= all[operand].is_false && (is_last || node.kind == Kind::and_);
    if (!leads_on(node.kind, all[operand])) break;
  }
  return outcomes;
}

Outcomes either(Outcomes a, Outcomes b) { return {a.is_true || b.is_true, a.is_false || b.is_false}; }

/// What can come out of a node when the evaluation has passed a barrier within it. `whole`: of each node,
/// what can come out of it when it is come to behind a barrier.
Outcomes outcomes_passed(const MatcherNode& node, const std::vector<Outcomes>& passed,
                         const std::vector<Outcomes>& whole) {
  if (node.kind == Kind::primary) return node.barrier ? outcomes_behind(node) : kNone;
  if (node.kind == Kind::not_) {
    const Outcomes operand = passed[node.operands.front()];
    return {operand.is_false, operand.is_true};
  }
  Outcomes outcomes = kNone;
  bool is_behind = false;
  for (const NodeIndex operand : node.operands) {
    const bool is_last = operand == node.operands.back();
    const Outcomes here = either(passed[operand], is_behind ? whole[operand] : kNone);
    outcomes.is_true |= here.is_true && (is_last || node.kind == Kind::or_);
    outcomes.is_false |= here.is_false && (is_last || node.kind == Kind::and_);
    is_behind = leads_on(node.kind, here);
  }
  return outcomes;
}

/// Why the primary is of no use behind a barrier; empty where it is.
std::string_view trouble_behind_barrier(Primary primary) {
  if (primary == Primary::prune) return "what goes on behind a barrier has been walked through before";
  return primary == Primary::ignored ? "behind a barrier the ignore rules are not at hand any more" : "";
}

files::FactSet wanted_of(const MatcherNode& node) {
  files::FactSet wanted = node.facts;
  if (node.action && node.action->has_effect()) wanted |= kWho;
  return wanted;
}

}  // namespace

LeafResult bind_barrier(Binder& binder, const SyntaxNode& node) {
  const std::size_t index = binder.barriers++;
  if (index >= kMostBarriers) {
    return base::Failure{language::Diagnostic{"too many of -sort, -top and -keep", {node.words}}};
  }
  switch (node.row->primary) {
    case Primary::sort: return bind_sort(binder, node, index);
    case Primary::top: return bind_top(binder, node, index);
    default: return bind_keep(binder, node, index);
  }
}

std::vector<bool> reached_in_walk(const MatcherTree& tree) {
  const std::size_t count = tree.nodes.size();
  std::vector<Outcomes> outcomes(count);
  const auto waits = [](const MatcherNode&) { return kNone; };
  for (std::size_t i = 0; i < count; ++i) outcomes[i] = outcomes_of(tree.nodes[i], outcomes, waits);
  std::vector<bool> reached(count);
  if (count > 0) reached.back() = true;
  for (std::size_t i = count; i-- > 0;) {
    const MatcherNode& node = tree.nodes[i];
    bool is_reached = reached[i];
    for (const NodeIndex operand : node.operands) {
      reached[operand] = is_reached;
      is_reached = is_reached && leads_on(node.kind, outcomes[operand]);
    }
  }
  return reached;
}

std::vector<bool> reached_behind(const MatcherTree& tree) {
  const std::size_t count = tree.nodes.size();
  std::vector<Outcomes> whole(count);
  std::vector<Outcomes> passed(count);
  for (std::size_t i = 0; i < count; ++i) {
    whole[i] = outcomes_of(tree.nodes[i], whole, outcomes_behind);
    passed[i] = outcomes_passed(tree.nodes[i], passed, whole);
  }
  std::vector<bool> reached(count);
  for (std::size_t i = count; i-- > 0;) {
    const MatcherNode& node = tree.nodes[i];
    bool is_behind = reached[i];
    for (const NodeIndex operand : node.operands) {
      reached[operand] = is_behind;
      is_behind = leads_on(node.kind, either(passed[operand], is_behind ? whole[operand] : kNone));
    }
  }
  return reached;
}

base::Status<language::Diagnostic> check_barriers(const Binder& binder, const language::SyntaxTree& syntax,
                                                  const MatcherTree& tree) {
  if (binder.barriers == 0) return {};
  const std::vector<bool> behind = reached_behind(tree);
  const SyntaxNode* barrier = nullptr;
  for (std::size_t i = 0; i < syntax.nodes.size(); ++i) {
    const SyntaxNode& node = syntax.nodes[i];
    if (tree.nodes[i].barrier) barrier = &node;
    if (!node.row || !behind[i] || !barrier) continue;
    const std::string_view trouble = trouble_behind_barrier(node.row->primary);
    if (trouble.empty()) continue;
    const std::string word(node.row->word);
    return base::Failure{language::Diagnostic{"this " + word + " comes too late: " + std::string(trouble),
                                              {node.words},
                                              {barrier->words},
                                              "put the " + word + " before it"}};
  }
  return {};
}

void prepare_barriers(const Binder& binder, const MatcherTree& tree) {
  if (binder.barriers == 0) return;
  files::FactSet wanted = binder.settings.match_facts;
  for (std::size_t i = tree.nodes.size(); i-- > 0;) {
    const MatcherNode& node = tree.nodes[i];
    if (node.barrier) node.barrier->prepare(wanted, binder.limit_reached);
    wanted |= wanted_of(node);
  }
}

}  // namespace findo::plan
