// Remarks on expressions that are right but can hardly be meant: what never holds, what is never reached,
// what has no consequence. Each says nothing that is not so, and how to write what is more likely meant.
#pragma once

#include <string_view>
#include <vector>

#include "language/command_line.hpp"
#include "language/diagnostic.hpp"
#include "language/parser.hpp"
#include "plan/settings.hpp"

namespace findo::plan {

/// What the remarks are about, and where they go.
struct Remarks {
  const language::CommandLine& line;
  const language::SyntaxTree& tree;
  const Settings& settings;
  std::vector<language::Diagnostic>& found;

  std::string_view word(const language::SyntaxNode& node, std::size_t index) const {
    return line.words[node.words.first + index];
  }
  std::string_view operand(const language::SyntaxNode& node) const {
    return node.words.count > 1 ? word(node, 1) : std::string_view();
  }
};

/// The first remarks on an expression whose operands have been found right; more than a screen of them helps
/// nobody.
std::vector<language::Diagnostic> remarks_on(const language::CommandLine& line,
                                             const language::SyntaxTree& tree, const Settings& settings);

/// Those on patterns: regular expressions and braces where they mean themselves, paths that cannot be.
void remark_on_patterns(Remarks& remarks);

/// Those on single tests and options.
void remark_on_leaves(Remarks& remarks);

/// Those on how tests, actions and operators go together.
void remark_on_structure(Remarks& remarks);

}  // namespace findo::plan
