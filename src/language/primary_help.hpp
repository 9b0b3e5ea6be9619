// What `--help -name` says of one primary beyond its line in the table of primaries.
#pragma once

#include <string>
#include <string_view>

#include "language/primaries.hpp"

namespace findo::language {

/// One primary explained.
struct PrimaryHelp {
  std::string_view text;     ///< one or two sentences
  std::string_view example;  ///< a command line, as it is typed into a shell
};

/// The explanation of a row; of a word that is another name for a primary, that of the primary.
const PrimaryHelp& help_of(const PrimaryRow& row);

/// What the operand of a row may be, a sentence or two; empty where it takes none.
std::string_view operand_help(Operand operand);

/// How a primary is used: its synopsis, and an example. `word` is what was typed for it.
std::string usage_of(const PrimaryRow& row, std::string_view word);

/// Whether --help has something to say on the word: a word that begins with a dash, an operator, or one of
/// the topics flags, operators, options, tests, actions, barriers.
bool is_help_topic(std::string_view word);

}  // namespace findo::language
