#include "plan/passes.hpp"

#include <algorithm>
#include <optional>

namespace findo::plan {
namespace {

using Kind = language::SyntaxNode::Kind;
using language::Need;
using language::Primary;
using language::PrimaryKind;

/// What an operand costs, in the steps that may change places; and what may not be passed at all.
enum class Cost : std::uint8_t { name, type, system, link, access, directory, content, tree, barrier };

Cost cost_of_leaf(const language::PrimaryRow& row) {
  if (row.kind == PrimaryKind::action || row.kind == PrimaryKind::barrier) return Cost::barrier;
  if (row.need <= Need::name) return Cost::name;
  if (row.need == Need::type) return Cost::type;
  if (row.need == Need::link) return Cost::link;
  if (row.need == Need::access) return Cost::access;
  if (row.need == Need::directory) return Cost::directory;
  if (row.need == Need::content) return Cost::content;
  if (row.need == Need::tree) return Cost::tree;
  return Cost::system;
}

/// The cost of each node: of an operator, that of its dearest operand.
std::vector<Cost> costs_of(const MatcherTree& tree) {
  std::vector<Cost> costs(tree.nodes.size(), Cost::name);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const MatcherNode& node = tree.nodes[i];
    if (node.row) costs[i] = cost_of_leaf(*node.row);
    for (NodeIndex operand : node.operands) costs[i] = std::max(costs[i], costs[operand]);
  }
  return costs;
}

/// Sorts each stretch between barriers, leaving equals as they stand.
void order_operands(std::vector<NodeIndex>& operands, const std::vector<Cost>& costs) {
  const auto is_barrier = [&](NodeIndex operand) { return costs[operand] == Cost::barrier; };
  for (auto begin = operands.begin(); begin != operands.end();) {
    const auto end = std::find_if(begin, operands.end(), is_barrier);
    std::stable_sort(begin, end, [&](NodeIndex a, NodeIndex b) { return costs[a] < costs[b]; });
    begin = std::find_if_not(end, operands.end(), is_barrier);
  }
}

/// The truth of a node that is the same for every entry and does nothing else.
std::optional<bool> constant_truth(const MatcherNode& node) {
  if (!node.row) return std::nullopt;
  if (node.row->primary == Primary::false_) return false;
  const PrimaryKind kind = node.row->kind;
  const Primary primary = node.row->primary;
  if (primary == Primary::true_ || primary == Primary::exclude || kind == PrimaryKind::option) return true;
  return std::nullopt;
}

/// Keeps of the operands those that count. `neutral` is the truth that decides nothing here. The last operand
/// stays in any case, so that no operator is ever left without.
void keep_what_counts(MatcherTree& tree, std::vector<NodeIndex>& operands, bool neutral) {
  std::vector<NodeIndex> kept;
  for (NodeIndex operand : operands) {
    const auto truth = constant_truth(tree.nodes[operand]);
    if (truth == neutral) continue;
    kept.push_back(operand);
    if (truth) break;  // what follows is never reached
  }
  if (kept.empty()) kept.push_back(operands.back());
  operands = std::move(kept);
}

}  // namespace

void order_by_cost(MatcherTree& tree) {
  const std::vector<Cost> costs = costs_of(tree);
  for (MatcherNode& node : tree.nodes) {
    if (node.kind == Kind::and_ || node.kind == Kind::or_) order_operands(node.operands, costs);
  }
}

void drop_constants(MatcherTree& tree) {
  for (MatcherNode& node : tree.nodes) {
    if (node.kind == Kind::and_) keep_what_counts(tree, node.operands, true);
    if (node.kind == Kind::or_) keep_what_counts(tree, node.operands, false);
  }
}

void optimise(MatcherTree& tree, int level) {
  order_by_cost(tree);
  if (level >= 1) drop_constants(tree);
}

}  // namespace findo::plan
