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
  switch (influence_of(leaf)) {
    case act::Influence::none: return Timing::any;
    case act::Influence::removal:
      return effects.removes_ahead ? Timing::for_files_any : Timing::at_retirement;
    default: return Timing::at_retirement;
  }
}

/// A directory can be removed only after what is in it.
bool must_wait(Timing timing, const files::Entry& entry) {
  if (timing == Timing::for_files_any) return entry.known_type() == files::FileType::directory;
  return timing == Timing::at_retirement;
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
    steps_.push_back({node.test.get(), node.action.get(), timing_of(node, effects), static_cast<NodeIndex>(i),
                      kEnd, kEnd});
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
  }
  if (count > 0) start_ = first_leaf[count - 1];
}

std::uint32_t Program::run(files::Visit& visit, std::uint32_t step, bool retiring) const {
  visit.has_waited = retiring;
  while (step < kEndTrue && !visit.stop) {
    const Step& now = steps_[step];
    if (!retiring && must_wait(now.timing, visit.entry)) {
      if (now.action) now.action->expect(visit);
      return step;
    }
    if (now.action) visit.has_matched = true;
    const bool truth = now.action ? now.action->perform(visit) : now.test->holds(visit);
    step = truth ? now.if_true : now.if_false;
  }
  return kEnd;
}

bool Program::holds(files::Visit& visit) const {
  std::uint32_t step = start_;
  while (step < kEndTrue)
    step = steps_[step].test->holds(visit) ? steps_[step].if_true : steps_[step].if_false;
  return step == kEndTrue;
}

}  // namespace findo::plan
