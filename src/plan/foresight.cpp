// What is done with a file may be followed by more that is done with it, or by something that keeps the walk
// out of it, and that may depend on what comes of the first:
//   -name build -exec rm -rf {} ; -prune -o -name '*.o' -delete
// Nothing comes of anything yet when this is asked, so both outcomes of an action are followed, and the most
// that any way comes to is counted. What a test says is known already where no command can change it. Whether
// the walk is kept out must be said at once: it is if it would be where all that is done works.

#include "plan/foresight.hpp"

#include <algorithm>

namespace findo::plan {
namespace {

using language::Primary;
using language::PrimaryKind;

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

bool is_command(EffectKind kind) { return kind == EffectKind::command || kind == EffectKind::batch; }

bool may_end_search(const MatcherNode& leaf) {
  constexpr Primary kEnding[] = {Primary::quit, Primary::exit, Primary::limit};
  const bool is_ending =
      leaf.row && std::find(std::begin(kEnding), std::end(kEnding), leaf.row->primary) != std::end(kEnding);
  return is_ending || leaf.label == "first";
}

}  // namespace

Foresight::Foresight(const MatcherTree& matcher)
    : program_(matcher, {}), traits_(program_.count()), is_foreseen_(matcher.nodes.size()) {
  for (std::uint32_t step = 0; step < count(); ++step) {
    traits_[step] = traits_of(matcher.nodes[leaf(step)], program_.step(step));
  }
  put_in_order();
  look_ahead();
  mark_foreseen();
}

Foresight::Traits Foresight::traits_of(const MatcherNode& leaf, const Step& step) const {
  Traits traits;
  if (has_effect(leaf)) traits.kind = kind_of(leaf);
  traits.is_ending = may_end_search(leaf);
  const bool is_action = leaf.row && leaf.row->kind == PrimaryKind::action;
  traits.is_sure = traits.kind ? *traits.kind == EffectKind::batch : leaf.action || (is_action && !step.test);
  traits.is_sure |= is_action && !traits.kind && step.timing != Timing::any;
  traits.is_fixed =
      step.test && step.timing == Timing::any && leaf.row && leaf.row->need <= language::Need::type;
  return traits;
}

/// No evaluation comes to a step twice, so there are no circles.
void Foresight::put_in_order() {
  std::vector<bool> is_known(count());
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
    if (!is_known[step]) order_.push_back(step);
    is_known[step] = true;
  }
}

void Foresight::look_ahead() {
  for (const std::uint32_t step : order_) {
    for (const std::uint32_t target : {program_.step(step).if_true, program_.step(step).if_false}) {
      if (target >= Program::kEndTrue) continue;
      const Traits& next = traits_[target];
      traits_[step].leads_to_pruning |= next.leads_to_pruning || program_.step(target).prunes;
      traits_[step].leads_to_more |=
          traits_[step].leads_to_pruning || next.leads_to_more || next.kind || next.is_ending;
      traits_[step].leads_to_command |= next.leads_to_command || (next.kind && is_command(*next.kind));
    }
  }
}

void Foresight::mark_foreseen() {
  std::vector<bool> is_behind(count());
  for (std::size_t i = order_.size(); i-- > 0;) {
    const std::uint32_t step = order_[i];
    const Step& here = program_.step(step);
    if (is_behind[step]) is_foreseen_[here.node] = true;
    if (!is_behind[step] && !traits_[step].kind) continue;
    if (here.if_true < Program::kEndTrue) is_behind[here.if_true] = true;
    if (!traits_[step].kind && here.if_false < Program::kEndTrue) is_behind[here.if_false] = true;
  }
}

Foresight::Outcomes Foresight::outcomes_of(files::Visit& visit, std::uint32_t step, bool changes) const {
  const Step& here = program_.step(step);
  const Traits& traits = traits_[step];
  if (traits.is_sure) return {true, true, false};
  const bool is_known = here.test && here.timing == Timing::any && (traits.is_fixed || !changes);
  if (!is_known) return {true, true, true};
  const bool truth = here.test->holds(visit);
  return {true, truth, !truth};
}

Prospect Foresight::of(files::Visit& visit, std::uint32_t action) const {
  const Traits& traits = traits_[action];
  if (!traits.leads_to_more) return {};
  base::Rendered ignored;
  files::Visit scratch{.entry = visit.entry, .rendered = ignored, .hides_errors = true};
  const bool changes = traits.leads_to_command || is_command(*traits.kind);
  std::vector<Outcomes> outcomes(count());
  const auto reach = [&](std::uint32_t step, bool possible) {
    if (possible && step < Program::kEndTrue) outcomes[step].is_reached = true;
  };
  outcomes[action] = {true, true, !traits.is_sure};
  for (std::size_t i = order_.size(); i-- > 0;) {
    const std::uint32_t step = order_[i];
    if (!outcomes[step].is_reached) continue;
    if (step != action) outcomes[step] = outcomes_of(scratch, step, changes);
    reach(program_.step(step).if_true, outcomes[step].is_true);
    reach(program_.step(step).if_false, outcomes[step].is_false);
  }
  std::vector<Prospect> prospects(count());
  for (const std::uint32_t step : order_) {
    if (!outcomes[step].is_reached) continue;
    Prospect& here = prospects[step];
    const auto join = [&](std::uint32_t target, bool possible) {
      if (!possible || target >= Program::kEndTrue) return;
      const Prospect& next = prospects[target];
      for (std::size_t k = 0; k < kEffectKinds; ++k)
        here.counts[k] = std::max(here.counts[k], next.counts[k]);
      here.actions = std::max(here.actions, next.actions);
      here.may_end_early |= next.may_end_early;
    };
    join(program_.step(step).if_true, outcomes[step].is_true);
    join(program_.step(step).if_false, outcomes[step].is_false);
    if (step == action) break;
    here.may_end_early |= traits_[step].is_ending;
    if (!traits_[step].kind) continue;
    ++here.counts[static_cast<std::size_t>(*traits_[step].kind)];
    ++here.actions;
  }
  prospects[action].keeps_out = keeps_out(scratch, program_.step(action).if_true);
  return prospects[action];
}

/// What takes a directory away leaves "." alone.
bool Foresight::keeps_out(files::Visit& visit, std::uint32_t step) const {
  while (step < Program::kEndTrue) {
    const Step& here = program_.step(step);
    const bool is_asked = here.test && here.timing == Timing::any;
    const bool truth = !is_asked || here.test->holds(visit);
    if (here.prunes && truth && (!here.action || visit.entry.base_name() != ".")) return true;
    step = truth ? here.if_true : here.if_false;
  }
  return false;
}

}  // namespace findo::plan
