#include "plan/matcher.hpp"

namespace findo::plan {

using Kind = language::SyntaxNode::Kind;

void join_on_the_right(MatcherTree& tree, language::SyntaxNode::Kind kind, MatcherNode leaf) {
  const auto expression = static_cast<NodeIndex>(tree.nodes.size() - 1);
  const bool alone = tree.nodes.empty();
  tree.nodes.push_back(std::move(leaf));
  if (alone) return;
  MatcherNode joined;
  joined.kind = kind;
  joined.operands = {expression, expression + 1};
  tree.nodes.push_back(std::move(joined));
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
