// The matcher tree as people read it: a line for each node, with what it needs and what that costs.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plan/matcher.hpp"

namespace findo::plan {

/// What a kind of knowledge is, in a few words.
std::string_view need_text(language::Need need);

/// The names of facts, separated by blanks: "type size".
std::string fact_names(files::FactSet facts);

/// Which nodes the root holds; passes leave others behind.
std::vector<bool> reached_nodes(const MatcherTree& tree);

/// The leaves in the order in which an evaluation may come to them.
std::vector<NodeIndex> leaves_in_order(const MatcherTree& tree);

/// What a leaf needs: the kind, the facts of a status call, and its step on the scale of costs from 0
/// (nothing) to 7 (running a command).
std::string needs_of(const MatcherNode& leaf);

/// A line of the tree: an operator, or a leaf.
struct TreeLine {
  std::string text;
  std::optional<NodeIndex> leaf;
};

/// A line for each node, operands below their operator and further in; leaves as they were typed. Takes
/// linear time: lines so deep that nobody could read them are no further in than those above.
std::vector<TreeLine> tree_lines(const MatcherTree& tree, std::span<const char* const> argv);

/// The lines, with a note behind each leaf.
std::string render_lines(const std::vector<TreeLine>& lines,
                         const std::function<std::string(NodeIndex)>& note);

}  // namespace findo::plan
