// Words that stand where they can hardly be meant to stand: roots that are none, commands without an end,
// primaries without their operand. What is wrong with them, and how to mend it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "language/command_line.hpp"
#include "language/diagnostic.hpp"
#include "language/primaries.hpp"

namespace findo::language {

using Words = std::span<const char* const>;

/// Why word `index` is refused as a root although nothing but a root could stand there: because a slip or a
/// shell has made it what it is, and to take it for a root would search, or delete, the wrong thing. A file
/// of such a name can still be a root, as ./NAME. `before` is the last token of the expression, null where
/// none has come.
std::optional<Diagnostic> try_mistaken_root(Words words, std::size_t index, const ExpressionToken* before);

/// What is wrong with a primary at word `index` whose operands are not there, or not all.
Diagnostic missing_operand(Words words, std::size_t index, const PrimaryRow& row);

/// The same for -exec and its kin, behind which words come but no end.
Diagnostic missing_end(Words words, std::size_t index, const PrimaryRow& row);

}  // namespace findo::language
