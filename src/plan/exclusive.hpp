// Tests that can never hold of one and the same file, as far as their words tell: `-type f` and `-type d`,
// `-name '*.c'` and `-name '*.h'`, `-size +10M` and `-size -5M`. Only what is certain counts.
#pragma once

#include <string_view>
#include <vector>

#include "language/command_line.hpp"
#include "language/parser.hpp"
#include "plan/structure.hpp"

namespace findo::plan {

/// Whether no file can pass both tests. Two leaves whose operands have been found right; ages count from the
/// same moment.
bool exclude_each_other(const language::CommandLine& line, const language::SyntaxNode& a,
                        const language::SyntaxNode& b);

/// Whether two leaves look at the same thing: both at names, both at types.
bool are_of_one_kind(const language::SyntaxNode& a, const language::SyntaxNode& b);

/// Whether no file passes the tests of both sides of an -o, as far as they come before all that the side
/// does. Tests of age are not compared.
bool have_nothing_in_common(const language::CommandLine& line, const std::vector<language::SyntaxNode>& nodes,
                            const std::vector<Summary>& summaries, language::NodeIndex side,
                            language::NodeIndex other);

/// The text that every match of a shell pattern begins with, or ends with.
std::string_view literal_head(std::string_view glob);
std::string_view literal_tail(std::string_view glob);

}  // namespace findo::plan
