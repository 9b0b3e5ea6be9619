// Tokens → syntax tree. What was typed, nothing more: no operand is read and the system is asked nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "language/command_line.hpp"
#include "language/diagnostic.hpp"
#include "language/primaries.hpp"

namespace findo::language {

using NodeIndex = std::uint32_t;

/// A node of the syntax tree.
struct SyntaxNode {
  enum class Kind : std::uint8_t { primary, not_, and_, or_, comma, exclude, has };
  Kind kind;
  WordRange words;                    ///< a primary with its operands; of an operator, its word
  const PrimaryRow* row = nullptr;    ///< of a primary; of has, that of -has or -has-no
  std::vector<NodeIndex> operands{};  ///< of an operator: one for not_, two or more for the others, in order
};

/// How deep -has may stand within -has.
inline constexpr std::size_t kMostNestedHas = 8;

/// The expression. Stored flat, operands before their operator, primaries in the order typed; so whoever goes
/// through the nodes in order has seen all operands of a node before it, and needs no recursion.
/// What -exclude takes for its operand is no part of the expression but a tree of its own: the node has no
/// operands, and the k-th node of its kind stands for the k-th of `exclusions`. Those have no exclusions.
/// The same goes for -has, -has-no and `children`, which may have some themselves, kMostNestedHas deep.
struct SyntaxTree {
  std::vector<SyntaxNode> nodes{};
  std::vector<SyntaxTree> exclusions{};
  std::vector<SyntaxTree> children{};
  bool empty() const { return nodes.empty(); }
  const SyntaxNode& root() const { return nodes.back(); }
};

/// expression  = disjunction { "," disjunction }
/// disjunction = conjunction { ("-o" | "-or") conjunction }
/// conjunction = factor { ["-a" | "-and"] factor }
/// factor      = ("!" | "-not" | "-exclude" | "-has" | "-has-no") factor | "(" expression ")" | primary
/// Errors: what is missing or too much, as far as it can be told from the words; an action or an -exclude
/// within an -exclude or a -has.
/// Takes linear time and no stack, however deep the nesting.
base::Result<SyntaxTree, Diagnostic> parse_expression(const CommandLine& line);

/// The tree as text, for tests and explanations: "or(name:x, and(type:f, print))".
std::string describe(const SyntaxTree& tree, std::span<const char* const> words);

}  // namespace findo::language
