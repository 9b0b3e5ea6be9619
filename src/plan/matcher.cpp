#include "plan/matcher.hpp"

#include <optional>
#include <string_view>

namespace findo::plan {

using Kind = language::SyntaxNode::Kind;

namespace {

std::string_view word_of(Kind kind) {
  switch (kind) {
    case Kind::not_: return "not";
    case Kind::or_: return "or";
    case Kind::and_: return "and";
    default: return "comma";
  }
}

}  // namespace

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
  // A list of its own, since an expression may be nested deeper than the stack is: nodes, and what stands
  // between them.
  struct Part {
    std::optional<NodeIndex> node;
    std::string_view text;
  };
  std::string text;
  std::vector<Part> waiting;
  if (!tree.nodes.empty()) waiting.push_back({static_cast<NodeIndex>(tree.nodes.size() - 1), {}});
  while (!waiting.empty()) {
    const Part part = waiting.back();
    waiting.pop_back();
    text += part.text;
    if (!part.node) continue;
    const MatcherNode& node = tree.nodes[*part.node];
    if (node.kind == Kind::primary) {
      text += node.label;
      continue;
    }
    text += word_of(node.kind);
    waiting.push_back({std::nullopt, ")"});
    for (std::size_t i = node.operands.size(); i-- > 0;)
      waiting.push_back({node.operands[i], i > 0 ? ", " : "("});
  }
  return text;
}

}  // namespace findo::plan
