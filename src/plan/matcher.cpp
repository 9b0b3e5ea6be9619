#include "plan/matcher.hpp"

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

}  // namespace

Program::Program(const MatcherTree& tree) {
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
    const bool waits = node.effect() == language::Effect::world;
    steps_.push_back({node.test.get(), node.action.get(), waits, kEnd, kEnd});
    has_effects_ |= waits;
  }
  std::vector<Targets> targets(count);
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
  while (step != kEnd && !visit.stop) {
    const Step& now = steps_[step];
    if (now.at_retirement && !retiring) return step;
    const bool truth = now.test ? now.test->holds(visit) : now.action->perform(visit);
    step = truth ? now.if_true : now.if_false;
  }
  return kEnd;
}

std::string describe(const MatcherTree& tree) {
  std::vector<std::string> texts(tree.nodes.size());
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const MatcherNode& node = tree.nodes[i];
    if (node.kind == Kind::primary) {
      texts[i] = node.label;
      continue;
    }
    std::string text = node.kind == Kind::not_   ? "not("
                       : node.kind == Kind::or_  ? "or("
                       : node.kind == Kind::and_ ? "and("
                                                 : "comma(";
    for (NodeIndex operand : node.operands) {
      if (operand != node.operands.front()) text += ", ";
      text += texts[operand];
      texts[operand].clear();
    }
    texts[i] = text + ')';
  }
  return tree.nodes.empty() ? "" : texts.back();
}

}  // namespace findo::plan
