// What is done with a file may be followed by more that is done with it, or by something that keeps the walk
// out of it. Nothing of that is known before the first effect, when everything has to be counted and the walk
// has to go on, so both are foreseen: of what may be done, the most that any way through the expression comes
// to is counted. The walk is kept out of a directory where -prune follows an action that has worked:
//   -name build -exec rm -rf {} ; -prune
// What depends in another way on what comes of an effect cannot be foreseen, and is refused.

#include "plan/bind_gates.hpp"

#include <algorithm>

#include "plan/around_actions.hpp"
#include "plan/bind_barriers.hpp"
#include "plan/gate.hpp"
#include "plan/program.hpp"

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

EffectKind kind_of(const MatcherNode& leaf) {
  switch (leaf.row->primary) {
    case Primary::delete_: return EffectKind::removal;
    case Primary::trash: return EffectKind::trash;
    case Primary::move_to: return EffectKind::move;
    case Primary::copy_to: return EffectKind::copy;
    case Primary::link_to: return EffectKind::link;
    default: break;
  }
  const bool is_batch = leaf.action->influence() == act::Influence::order && !leaf.action->is_job();
  return is_batch ? EffectKind::batch : EffectKind::command;
}

bool takes_trees(EffectKind kind) {
  return kind == EffectKind::trash || kind == EffectKind::move || kind == EffectKind::copy ||
         kind == EffectKind::link;
}

bool may_end_search(const MatcherNode& leaf) {
  constexpr Primary kEnding[] = {Primary::quit, Primary::exit, Primary::limit};
  const bool is_ending =
      leaf.row && std::find(std::begin(kEnding), std::end(kEnding), leaf.row->primary) != std::end(kEnding);
  return is_ending || leaf.label == "first";
}

/// What evaluations that come to a step may still do.
struct Ahead {
  EffectCounts most{};
  std::uint64_t actions = 0;
  bool may_end = false;
};

class Foresight {
 public:
  explicit Foresight(const MatcherTree& matcher)
      : matcher_(matcher), program_(matcher, {}), ahead_(program_.count()), is_pruned_(matcher.nodes.size()) {
    look_ahead();
  }

  std::uint32_t count() const { return program_.count(); }
  const MatcherNode& leaf(std::uint32_t step) const { return matcher_.nodes[program_.step(step).node]; }

  /// Of the gate that is the step. `is_pre_order`: the walk enters directories afterwards.
  Prospect of_gate(std::uint32_t step, bool is_pre_order) {
    const std::uint32_t action = program_.step(step).if_true;
    Prospect prospect{.kind = kind_of(leaf(action))};
    const Ahead later = joined(action);
    prospect.is_transfer = takes_trees(prospect.kind);
    if (is_pre_order) follow(program_.step(action).if_true, prospect);
    prospect.may_end_early = later.may_end;
    prospect.later = later.most;
    prospect.actions = 1 + later.actions;
    return prospect;
  }

  /// Whether a -prune has been taken into account.
  bool is_pruned(NodeIndex node) const { return is_pruned_[node]; }

 private:
  /// What may come behind the step.
  Ahead joined(std::uint32_t step) const {
    Ahead both;
    for (const std::uint32_t target : {program_.step(step).if_true, program_.step(step).if_false}) {
      if (target >= Program::kEndTrue) continue;
      const Ahead& one = ahead_[target];
      for (std::size_t i = 0; i < kEffectKinds; ++i) both.most[i] = std::max(both.most[i], one.most[i]);
      both.actions = std::max(both.actions, one.actions);
      both.may_end |= one.may_end;
    }
    return both;
  }

  void note(std::uint32_t step) {
    Ahead here = joined(step);
    here.may_end |= may_end_search(leaf(step));
    if (has_effect(leaf(step))) {
      ++here.most[static_cast<std::size_t>(kind_of(leaf(step)))];
      ++here.actions;
    }
    ahead_[step] = here;
  }

  /// Each step after those that come behind it. No evaluation comes to a step twice, so there are no circles.
  void look_ahead() {
    std::vector<bool> is_known(program_.count());
    std::vector<std::uint32_t> way;
    const auto enter = [&](std::uint32_t step) {
      if (step < Program::kEndTrue && !is_known[step]) way.push_back(step);
    };
    enter(program_.start());
    while (!way.empty()) {
      const std::uint32_t step = way.back();
      const std::size_t before = way.size();
      enter(program_.step(step).if_true);
      enter(program_.step(step).if_false);
      if (way.size() > before) continue;
      way.pop_back();
      is_known[step] = true;
      note(step);
    }
  }

  /// What of that which follows an action that has worked keeps the walk out, with no test between.
  void follow(std::uint32_t step, Prospect& prospect) {
    while (step < Program::kEndTrue && !prospect.prunes_later) {
      const Step& now = program_.step(step);
      const MatcherNode& node = matcher_.nodes[now.node];
      if (now.prunes) {
        (node.action ? prospect.transfers_later : prospect.prunes_later) = true;
        is_pruned_[now.node] = true;
      }
      const bool is_constant =
          node.row && (node.row->kind == PrimaryKind::option || node.row->kind == PrimaryKind::action ||
                       node.row->primary == Primary::true_);
      if (!node.action && !is_constant) return;
      step = now.if_true;
    }
  }

  const MatcherTree& matcher_;
  Program program_;
  std::vector<Ahead> ahead_;
  std::vector<bool> is_pruned_;
};

/// Why a leaf that can only be come to behind a gate is of no use there; empty where it is.
std::string trouble_behind_gate(const MatcherNode& leaf, bool is_pruned) {
  if (leaf.row->primary == Primary::ignored)
    return "what stands before it is done only after the search, when the ignore rules are not at hand any "
           "more";
  if (leaf.row->primary != Primary::prune || is_pruned) return "";
  return "whether it is come to depends on what is done before it, and that is done only after the search";
}

base::Status<language::Diagnostic> check_gates(const MatcherTree& matcher, const Foresight& foresight,
                                               bool is_pre_order) {
  const std::vector<bool> reached = reached_in_walk(matcher);
  language::WordRange effect{0, 0};
  for (NodeIndex i = 0; i < matcher.nodes.size(); ++i) {
    const MatcherNode& node = matcher.nodes[i];
    if (has_effect(node)) effect = node.words;
    if (!node.row || reached[i] || effect.count == 0) continue;
    const std::string trouble = trouble_behind_gate(node, !is_pre_order || foresight.is_pruned(i));
    if (trouble.empty()) continue;
    const std::string word(node.row->word);
    return base::Failure{language::Diagnostic{"this " + word + " comes too late: " + trouble,
                                              {node.words},
                                              {effect},
                                              "put the " + word + " before it"}};
  }
  return {};
}

/// The totals of directories, where anybody wants to know them.
std::shared_ptr<files::TreeTotals> totals_for(Binder& binder, const MatcherTree& matcher) {
  const auto is_wanting = [](const MatcherNode& node) {
    return has_effect(node) && takes_trees(kind_of(node));
  };
  const bool are_wanted = binder.environment.approver->counts_bytes() &&
                          std::any_of(matcher.nodes.begin(), matcher.nodes.end(), is_wanting);
  if (are_wanted && !binder.tree_totals) binder.tree_totals = std::make_shared<files::TreeTotals>();
  return are_wanted ? binder.tree_totals : nullptr;
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
    MatcherNode node;
    node.row = &kGateRow;
    node.label = kGateRow.word;
    node.barrier = std::move(gate);
    return node;
  });
  const bool is_pre_order = !binder.settings.post_order;
  Foresight foresight(matcher);
  auto next = gates.begin();  // steps come in the order of the leaves
  for (std::uint32_t step = 0; step < foresight.count(); ++step) {
    if (next == gates.end() || foresight.leaf(step).barrier.get() != *next) continue;
    (*next++)->prospect() = foresight.of_gate(step, is_pre_order);
  }
  return check_gates(matcher, foresight, is_pre_order);
}

}  // namespace findo::plan
