#include "plan/bind_gates.hpp"

#include <algorithm>
#include <utility>

#include "plan/around_actions.hpp"
#include "plan/bind_barriers.hpp"
#include "plan/foresight.hpp"
#include "plan/gate.hpp"

namespace findo::plan {
namespace {

using language::Primary;
using language::PrimaryKind;

/// A leaf that no word stands for. As an action nothing moves past it.
constexpr language::PrimaryRow kGateRow{"confirm",
                                        Primary::flag,
                                        PrimaryKind::action,
                                        language::Operand::none,
                                        language::Need::status,
                                        language::Effect::none,
                                        language::Dialect::findo,
                                        "",
                                        ""};

bool has_effect(const MatcherNode& leaf) { return leaf.action && leaf.action->has_effect(); }

/// Why a leaf that can be come to behind a gate is of no use there; empty where it is.
std::string trouble_behind_gate(const MatcherNode& leaf, bool is_foreseen) {
  if (leaf.row->primary == Primary::ignored)
    return "what stands before it is done only after the search, when the ignore rules are not at hand any "
           "more";
  if (leaf.row->primary != Primary::prune || is_foreseen) return "";
  return "whether it is come to depends on what is done before it, and that is done only after the search";
}

base::Status<language::Diagnostic> check_gates(const MatcherTree& matcher, const Foresight& foresight,
                                               bool is_pre_order) {
  const std::vector<bool> behind = reached_behind(matcher);
  language::WordRange effect{0, 0};
  for (NodeIndex i = 0; i < matcher.nodes.size(); ++i) {
    const MatcherNode& node = matcher.nodes[i];
    if (has_effect(node)) effect = node.words;
    if (!node.row || !behind[i] || effect.count == 0) continue;
    const std::string trouble = trouble_behind_gate(node, !is_pre_order || foresight.is_foreseen(i));
    if (trouble.empty()) continue;
    const std::string word(node.row->word);
    std::string sentence = "this " + word;
    sentence += " comes too late: " + trouble;
    return base::Failure{
        language::Diagnostic{std::move(sentence), {node.words}, {effect}, "put the " + word + " before it"}};
  }
  return {};
}

bool takes_tree(const MatcherNode& leaf) {
  constexpr Primary kTaking[] = {Primary::trash, Primary::move_to, Primary::copy_to, Primary::link_to};
  return has_effect(leaf) &&
         std::find(std::begin(kTaking), std::end(kTaking), leaf.row->primary) != std::end(kTaking);
}

/// The totals of directories, where anybody wants to know them.
std::shared_ptr<files::TreeTotals> totals_for(Binder& binder, const MatcherTree& matcher) {
  const bool are_wanted = binder.environment.approver->counts_bytes() &&
                          std::any_of(matcher.nodes.begin(), matcher.nodes.end(), takes_tree);
  if (are_wanted && !binder.tree_totals) binder.tree_totals = std::make_shared<files::TreeTotals>();
  return are_wanted ? binder.tree_totals : nullptr;
}

MatcherNode leaf_of(std::shared_ptr<Gate> gate) {
  MatcherNode node;
  node.row = &kGateRow;
  node.label = kGateRow.word;
  node.barrier = std::move(gate);
  return node;
}

/// Tells each gate where it stands. Steps come in the order of the leaves.
void place_gates(const MatcherTree& matcher, const Foresight& foresight, const std::vector<Gate*>& gates) {
  auto next = gates.begin();
  for (std::uint32_t step = 0; step < foresight.count() && next != gates.end(); ++step) {
    if (matcher.nodes[foresight.leaf(step)].barrier.get() != *next) continue;
    const std::uint32_t action = foresight.behind(step);
    (*next++)->place({.kind = *foresight.kind(action),
                      .is_transfer = takes_tree(matcher.nodes[foresight.leaf(action)]),
                      .may_keep_out = foresight.leads_to_pruning(action),
                      .action = action});
  }
}

}  // namespace

base::Status<language::Diagnostic> add_gates(Binder& binder, MatcherTree& matcher) {
  if (!binder.environment.approver) return {};
  if (std::none_of(matcher.nodes.begin(), matcher.nodes.end(), has_effect)) return {};
  const std::size_t index = binder.barriers++;
  const auto keeper = std::make_shared<GateKeeper>(*binder.environment.approver, totals_for(binder, matcher));
  std::vector<Gate*> gates;
  put_before_effects(matcher, [&] {
    auto gate = std::make_shared<Gate>(index, keeper);
    gates.push_back(gate.get());
    return leaf_of(std::move(gate));
  });
  auto foresight = std::make_unique<const Foresight>(matcher);
  place_gates(matcher, *foresight, gates);
  auto status = check_gates(matcher, *foresight, !binder.settings.post_order);
  keeper->foresee(std::move(foresight));
  return status;
}

}  // namespace findo::plan
