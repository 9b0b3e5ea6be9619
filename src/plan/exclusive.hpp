// Tests that can never hold of one and the same file, as far as their words tell: `-type f` and `-type d`,
// `-name '*.c'` and `-name '*.h'`, `-size +10M` and `-size -5M`. Only what is certain counts.
#pragma once

#include <string_view>

#include "language/command_line.hpp"
#include "language/parser.hpp"

namespace findo::plan {

/// Whether no file can pass both tests. Two leaves whose operands have been found right; ages count from the
/// same moment.
bool exclude_each_other(const language::CommandLine& line, const language::SyntaxNode& a,
                        const language::SyntaxNode& b);

/// Whether two leaves look at the same thing: both at names, both at types.
bool are_of_one_kind(const language::SyntaxNode& a, const language::SyntaxNode& b);

/// The text that every match of a shell pattern begins with, or ends with.
std::string_view literal_head(std::string_view glob);
std::string_view literal_tail(std::string_view glob);

}  // namespace findo::plan
