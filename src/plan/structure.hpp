// What can be told of an expression from its words alone: how far each node reaches, whether its truth is the
// same for every file, and what it does besides looking.
#pragma once

#include <optional>
#include <vector>

#include "language/parser.hpp"

namespace findo::plan {

/// What is known of a node together with its operands.
struct Summary {
  language::WordRange extent{};  ///< of its words, without parentheses around them
  std::optional<bool> truth{};   ///< the same for every file
  bool tests_only = false;       ///< it looks, and does nothing else
  bool prints = false;           ///< it holds an action that writes
  bool acts = false;             ///< it holds an action that does more
};

/// The stretch from the first word of the two to the last.
language::WordRange joined(language::WordRange a, language::WordRange b);

/// The nodes without what is neutral in a conjunction, options and exclusions; one that has a single operand
/// left is that operand, and no other node leads to it. Operands still stand before their operators.
std::vector<language::SyntaxNode> essential_nodes(const std::vector<language::SyntaxNode>& nodes);

/// What is known of each node.
std::vector<Summary> summaries_of(const std::vector<language::SyntaxNode>& nodes);

/// The node that stands for all of them, which must not be none.
language::NodeIndex root_of(const std::vector<language::SyntaxNode>& nodes);

}  // namespace findo::plan
