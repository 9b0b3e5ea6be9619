// Which parts of an expression destroy: delete, or take away from where it was.
#pragma once

#include <string>
#include <vector>

#include "language/command_line.hpp"
#include "language/parser.hpp"

namespace findo::plan {

/// Whether an action takes files away: -delete, -trash, -move-to, and -exec and its kin with a command such
/// as rm. Not those that ask first.
bool is_destructive(const language::CommandLine& line, const language::SyntaxNode& leaf);

/// Of each node, whether it has taken its file away once it has been evaluated, unless something in it held
/// it back.
std::vector<bool> destructions_of(const language::CommandLine& line,
                                  const std::vector<language::SyntaxNode>& nodes);

/// The action as one speaks of it: "-delete", "-exec rm".
std::string name_of_destruction(const language::CommandLine& line, const language::SyntaxNode& leaf);

}  // namespace findo::plan
