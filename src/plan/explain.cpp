#include "plan/explain.hpp"

#include <algorithm>

#include "plan/phrases.hpp"
#include "plan/reading.hpp"

namespace findo::plan {
namespace {

using files::Fact;
using Kind = language::SyntaxNode::Kind;

struct FactName {
  Fact fact;
  std::string_view name;
};

constexpr FactName kFactNames[] = {
    {Fact::type, "type"},         {Fact::mode, "mode"},         {Fact::links, "links"},
    {Fact::user, "owner"},        {Fact::group, "group"},       {Fact::inode, "inode"},
    {Fact::size, "size"},         {Fact::blocks, "blocks"},     {Fact::access_time, "atime"},
    {Fact::modify_time, "mtime"}, {Fact::change_time, "ctime"}, {Fact::birth_time, "btime"},
    {Fact::device, "device"},     {Fact::mount, "mount"},
};

std::string_view operator_name(Kind kind) {
  switch (kind) {
    case Kind::not_: return "not";
    case Kind::or_: return "or";
    case Kind::comma: return "comma";
    default: return "and";
  }
}

/// A node on the way through the tree.
struct Stop {
  NodeIndex node;
  std::size_t level;
};

/// Goes through the nodes that the root holds, operators before their operands, in the order of evaluation.
template <class Visit>
void for_each_node(const MatcherTree& tree, Visit&& visit) {
  std::vector<Stop> stack;
  if (!tree.nodes.empty()) stack.push_back({static_cast<NodeIndex>(tree.nodes.size() - 1), 0});
  while (!stack.empty()) {
    const Stop stop = stack.back();
    stack.pop_back();
    visit(stop);
    const std::size_t begin = stack.size();
    for (const NodeIndex operand : tree.nodes[stop.node].operands) stack.push_back({operand, stop.level + 1});
    std::reverse(stack.begin() + static_cast<std::ptrdiff_t>(begin), stack.end());
  }
}

}  // namespace

std::string_view need_text(language::Need need) {
  using language::Need;
  switch (need) {
    case Need::nothing: return "nothing";
    case Need::name: return "the path";
    case Need::type: return "the type, which the directory mostly tells";
    case Need::status: return "a status call";
    case Need::link: return "reading a link";
    case Need::access: return "an access check or attributes";
    case Need::directory: return "reading a directory";
    case Need::content: return "reading a file";
    case Need::tree: return "reading a tree";
    case Need::process: return "running a command";
  }
  return "";
}

std::string fact_names(files::FactSet facts) {
  std::string text;
  for (const FactName& each : kFactNames) {
    if (facts.holds(each.fact)) text += (text.empty() ? "" : " ") + std::string(each.name);
  }
  return text;
}

std::vector<bool> reached_nodes(const MatcherTree& tree) {
  std::vector<bool> reached(tree.nodes.size());
  if (!reached.empty()) reached.back() = true;
  for (std::size_t i = tree.nodes.size(); i-- > 0;) {
    if (!reached[i]) continue;
    for (const NodeIndex operand : tree.nodes[i].operands) reached[operand] = true;
  }
  return reached;
}

std::vector<NodeIndex> leaves_in_order(const MatcherTree& tree) {
  std::vector<NodeIndex> leaves;
  for_each_node(tree, [&](const Stop& stop) {
    if (tree.nodes[stop.node].kind == Kind::primary) leaves.push_back(stop.node);
  });
  return leaves;
}

std::string needs_of(const MatcherNode& leaf) {
  if (!leaf.row) return "";
  const std::string facts = fact_names(leaf.facts);
  // What a barrier orders by is not known of its word alone.
  const bool goes_by_path = leaf.barrier && facts.empty();
  const language::Need need = goes_by_path ? language::Need::name : leaf.row->need;
  std::string text(need_text(need));
  if (!facts.empty()) text += ": " + facts;
  text += "; cost " + std::to_string(static_cast<int>(need));
  if (leaf.row->effect == language::Effect::world) text += "; comes in order";
  return text;
}

std::vector<TreeLine> tree_lines(const MatcherTree& tree, std::span<const char* const> argv) {
  constexpr std::size_t kMostLevels = 30;
  std::vector<TreeLine> lines;
  for_each_node(tree, [&](const Stop& stop) {
    const MatcherNode& node = tree.nodes[stop.node];
    const std::string indent(2 + 2 * std::min(stop.level, kMostLevels), ' ');
    if (node.kind == Kind::primary) {
      lines.push_back({indent + typed(words_of(node, argv)), stop.node});
    } else {
      lines.push_back({indent + std::string(operator_name(node.kind)), std::nullopt});
    }
  });
  return lines;
}

std::string render_lines(const std::vector<TreeLine>& lines,
                         const std::function<std::string(NodeIndex)>& note) {
  constexpr std::size_t kNoteColumn = 36;
  std::string text;
  for (const TreeLine& line : lines) {
    text += line.text;
    const std::string noted = line.leaf ? note(*line.leaf) : "";
    if (!noted.empty()) {
      text.append(line.text.size() + 2 < kNoteColumn ? kNoteColumn - line.text.size() : 2, ' ');
      text += noted;
    }
    text += '\n';
  }
  return text;
}

}  // namespace findo::plan
