#include "plan/program.hpp"

namespace findo::plan {
namespace {

using Kind = language::SyntaxNode::Kind;

/// Where an evaluation goes after a node, by the node's truth.
struct Targets {
  std::uint32_t if_true = Program::kEnd;
  std::uint32_t if_false = Program::kEnd;
};

/// Gives each operand of an operator its targets. `first_leaf` of a node is where its evaluation begins.
/// and: true goes to the next operand; or: false does; comma: both do; not: they change places.
void link_operands(const MatcherNode& node, Targets targets, const std::vector<std::uint32_t>& first_leaf,
                   std::vector<Targets>& all) {
  for (std::size_t i = 0; i < node.operands.size(); ++i) {
    Targets& own = all[node.operands[i]];
    own = targets;
    if (node.kind == Kind::not_) own = {targets.if_false, targets.if_true};
    if (i + 1 == node.operands.size()) continue;
    const std::uint32_t next = first_leaf[node.operands[i + 1]];
    if (node.kind != Kind::or_) own.if_true = next;
    if (node.kind != Kind::and_) own.if_false = next;
  }
}

Timing timing_of(const MatcherNode& leaf, const Effects& effects) {
  if (leaf.action && leaf.action->is_job()) return Timing::job;
  switch (influence_of(leaf)) {
    case act::Influence::none: return Timing::any;
    case act::Influence::removal:
      return effects.removes_ahead ? Timing::for_files_any : Timing::at_retirement;
    default: return Timing::at_retirement;
  }
}

bool may_prune(const MatcherNode& leaf) {
  using language::Primary;
  if (influence_of(leaf) == act::Influence::transfer) return true;
  if (leaf.barrier && leaf.barrier->may_prune()) return true;
  return leaf.row && (leaf.row->primary == Primary::prune || leaf.row->primary == Primary::unique);
}

/// A directory can be removed only after what is in it.
bool must_wait(const Step& step, const files::Entry& entry, Turn turn) {
  switch (step.timing) {
    case Timing::any: return false;
    case Timing::job: return true;
    case Timing::at_retirement: return turn != Turn::own && (turn != Turn::unopposed || step.action);
    case Timing::for_files_any: break;
  }
  return turn == Turn::ahead && entry.known_type() == files::FileType::directory;
}

}  // namespace

Program::Program(const MatcherTree& tree, const Effects& effects) {
  const std::size_t count = tree.nodes.size();
  std::vector<std::uint32_t> first_leaf(count);
  std::vector<std::uint32_t> step_of(count);
  for (std::size_t i = 0; i < count; ++i) {
    const MatcherNode& node = tree.nodes[i];
    if (node.kind != Kind::primary) {
      first_leaf[i] = first_leaf[node.operands.front()];
      continue;
    }
    first_leaf[i] = step_of[i] = static_cast<std::uint32_t>(steps_.size());
    const Timing timing = timing_of(node, effects);
    const auto* const listed_test = dynamic_cast<const ListedTest*>(node.test.get());
    steps_.push_back({node.test.get(), node.action.get(), node.barrier.get(), listed_test, timing,
                      node.test && timing == Timing::any, may_prune(node), static_cast<NodeIndex>(i), kEnd,
                      kEnd, node.facts});
    has_jobs_ |= steps_.back().timing == Timing::job;
  }
  std::vector<Targets> targets(count);
  if (count > 0) targets.back().if_true = kEndTrue;
  for (std::size_t i = count; i-- > 0;) {
    const MatcherNode& node = tree.nodes[i];
    if (node.kind != Kind::primary) {
      link_operands(node, targets[i], first_leaf, targets);
      continue;
    }
    steps_[step_of[i]].if_true = targets[i].if_true;
    steps_[step_of[i]].if_false = targets[i].if_false;
    if (node.barrier) node.barrier->link(targets[i].if_true < kEndTrue, targets[i].if_false < kEndTrue);
  }
  if (count > 0) start_ = first_leaf[count - 1];
  if (has_jobs_) look_ahead();
  expect_facts();
}

/// What a file is like after something was done with it is another question.
void Program::expect_facts() {
  for (std::size_t i = steps_.size(); i-- > 0;) {
    Step& step = steps_[i];
    if (step.timing != Timing::any || step.if_true >= kEndTrue) continue;
    const Step& next = steps_[step.if_true];
    // All but a few steps come before those that follow them, and know what these expect.
    if (next.timing == Timing::any) step.expected |= next.expected;
  }
}

/// Goes through the steps that can be reached, each after those that come behind it. No evaluation comes to a
/// step twice, so there are no circles.
void Program::look_ahead() {
  ahead_of_.assign(steps_.size(), 0);
  std::vector<bool> is_known(steps_.size());
  std::vector<std::uint32_t> way{start_};
  const auto is_open = [&](std::uint32_t step) { return step < kEndTrue && !is_known[step]; };
  while (!way.empty()) {
    const std::uint32_t step = way.back();
    const Step& here = steps_[step];
    const std::size_t before = way.size();
    for (const std::uint32_t target : {here.if_true, here.if_false}) {
      if (is_open(target)) way.push_back(target);
    }
    if (way.size() > before) continue;
    way.pop_back();
    is_known[step] = true;
    if (here.timing == Timing::at_retirement) ahead_of_[step] |= kTurn;
    if (here.prunes) ahead_of_[step] |= kPruning;
    for (const std::uint32_t target : {here.if_true, here.if_false}) {
      if (target < kEndTrue) ahead_of_[step] |= ahead_of_[target];
    }
  }
}

std::uint32_t Program::run(files::Visit& visit, std::uint32_t step, Turn turn) const {
  visit.has_waited = turn != Turn::ahead;
  while (step < kEndTrue && !visit.stop) {
    const Step& now = steps_[step];
    if (now.only_tests) {
      visit.entry.expect(now.expected);
      step = now.test->holds(visit) ? now.if_true : now.if_false;
      continue;
    }
    if (must_wait(now, visit.entry, turn)) {
      if (now.action && turn == Turn::ahead) now.action->expect(visit);
      return step;
    }
    if (now.barrier && !now.barrier->is_open()) {
      now.barrier->capture(visit, step);
      break;
    }
    visit.entry.expect(now.expected);
    const bool truth = now.action ? now.action->perform(visit) : !now.test || now.test->holds(visit);
    if (now.action && truth) visit.has_matched = true;
    step = truth ? now.if_true : now.if_false;
  }
  visit.entry.expect({});
  return kEnd;
}

std::uint32_t Program::first_step(const files::Listed& file) const {
  std::uint32_t step = start_;
  while (step < kEndTrue && steps_[step].listed_test)
    step = steps_[step].listed_test->holds_for(file) ? steps_[step].if_true : steps_[step].if_false;
  return step < kEndTrue ? step : kEnd;
}

bool Program::holds(files::Visit& visit) const {
  std::uint32_t step = start_;
  while (step < kEndTrue)
    step = steps_[step].test->holds(visit) ? steps_[step].if_true : steps_[step].if_false;
  return step == kEndTrue;
}

}  // namespace findo::plan
