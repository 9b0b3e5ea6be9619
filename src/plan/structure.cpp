#include "plan/structure.hpp"

#include <algorithm>
#include <span>

namespace findo::plan {
namespace {

using language::Effect;
using language::NodeIndex;
using language::Primary;
using language::PrimaryKind;
using language::SyntaxNode;
using language::WordRange;
using Kind = SyntaxNode::Kind;

/// Of a leaf. -prune counts as true although an entry that cannot be looked at fails it with a message.
std::optional<bool> truth_of(const SyntaxNode& leaf) {
  if (leaf.kind == Kind::exclude || leaf.row->kind == PrimaryKind::option) return true;
  switch (leaf.row->primary) {
    case Primary::true_:
    case Primary::prune:
    case Primary::limit:
    case Primary::print:
    case Primary::print0:
    case Primary::printx:
    case Primary::fprint:
    case Primary::fprint0: return true;
    case Primary::false_: return false;
    default: return std::nullopt;
  }
}

/// The truth of and (`decisive` false) and of or (`decisive` true), where it is known.
std::optional<bool> truth_of_operands(const SyntaxNode& node, std::span<const Summary> summaries,
                                      bool decisive) {
  bool all_known = true;
  for (const NodeIndex operand : node.operands) {
    const auto truth = summaries[operand].truth;
    if (truth == decisive) return decisive;
    all_known &= truth.has_value();
  }
  return all_known ? std::optional(!decisive) : std::nullopt;
}

std::optional<bool> truth_of(const SyntaxNode& node, std::span<const Summary> summaries) {
  switch (node.kind) {
    case Kind::not_: {
      const auto truth = summaries[node.operands.front()].truth;
      return truth ? std::optional(!*truth) : std::nullopt;
    }
    case Kind::and_: return truth_of_operands(node, summaries, false);
    case Kind::or_: return truth_of_operands(node, summaries, true);
    case Kind::comma: return summaries[node.operands.back()].truth;
    default: return truth_of(node);
  }
}

Summary summary_of(const SyntaxNode& node, std::span<const Summary> summaries) {
  Summary summary{node.words, truth_of(node, summaries)};
  if (node.operands.empty()) {
    summary.tests_only = node.row && node.row->kind == PrimaryKind::test && !summary.truth;
    summary.prints = node.row && node.row->effect == Effect::output;
    summary.acts = node.row && node.row->effect == Effect::world;
    return summary;
  }
  summary.tests_only = true;
  if (node.kind != Kind::not_) summary.extent = summaries[node.operands.front()].extent;
  for (const NodeIndex operand : node.operands) {
    const Summary& inner = summaries[operand];
    summary.extent = joined(summary.extent, inner.extent);
    summary.tests_only &= inner.tests_only;
    summary.prints |= inner.prints;
    summary.acts |= inner.acts;
  }
  return summary;
}

/// Whether the leaf does nothing in its place: an option, or an -exclude.
bool is_neutral(const SyntaxNode& node) {
  return node.kind == Kind::exclude || (node.row && node.row->kind == PrimaryKind::option);
}

}  // namespace

WordRange joined(WordRange a, WordRange b) {
  const std::size_t first = std::min(a.first, b.first);
  return {first, std::max(a.first + a.count, b.first + b.count) - first};
}

std::vector<SyntaxNode> essential_nodes(const std::vector<SyntaxNode>& nodes) {
  std::vector<SyntaxNode> kept = nodes;
  std::vector<NodeIndex> stands_for(nodes.size());
  for (NodeIndex i = 0; i < kept.size(); ++i) {
    SyntaxNode& node = kept[i];
    stands_for[i] = i;
    for (NodeIndex& operand : node.operands) operand = stands_for[operand];
    if (node.kind != Kind::and_) continue;
    const NodeIndex last = node.operands.back();
    std::erase_if(node.operands, [&](NodeIndex operand) { return is_neutral(kept[operand]); });
    if (node.operands.empty()) node.operands.push_back(last);
    if (node.operands.size() == 1) stands_for[i] = node.operands.front();
  }
  return kept;
}

std::vector<Summary> summaries_of(const std::vector<SyntaxNode>& nodes) {
  std::vector<Summary> summaries;
  summaries.reserve(nodes.size());
  for (const SyntaxNode& node : nodes) summaries.push_back(summary_of(node, summaries));
  return summaries;
}

NodeIndex root_of(const std::vector<SyntaxNode>& nodes) {
  const auto last = static_cast<NodeIndex>(nodes.size() - 1);
  const SyntaxNode& node = nodes[last];
  return node.kind == Kind::and_ && node.operands.size() == 1 ? node.operands.front() : last;
}

}  // namespace findo::plan
