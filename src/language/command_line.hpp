// The words of a command line, told apart: flags, roots, long options, and the tokens of the expression.
// Knows which words are operands (from the table of primaries), and asks the system nothing.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "language/diagnostic.hpp"
#include "language/primaries.hpp"

namespace findo::language {

/// One single-letter flag, from a word of its own or from a cluster (-HL, -LDstat).
struct Flag {
  char letter;             ///< one of flag_rows(), but not f, which is among the roots
  std::string_view value;  ///< empty where the flag takes none; else one that check_flag_value() has let pass
  std::size_t word;
};

/// One element of the expression.
struct ExpressionToken {
  enum class Kind : std::uint8_t { open, close, not_, exclude, has, and_, or_, comma, primary };
  Kind kind;
  WordRange words;                  ///< the word with its operands
  const PrimaryRow* row = nullptr;  ///< of a primary, -has and -has-no
};

struct CommandLine {
  std::span<const char* const> words;  ///< argv; every index below counts in it
  std::vector<Flag> flags;
  std::vector<std::size_t> roots;
  std::vector<WordRange> long_options;  ///< "--name[=value]", or "--name value"
  std::vector<ExpressionToken> expression;
};

/// Whether "--NAME" wants a value, which may then be the next word.
using TakesValue = std::function<bool(std::string_view name)>;

/// Tells the words of argv apart (argv[0] is the program).
/// word = flag | root | "--" | long option | operator | primary operand*
/// A flag behind the first word of the expression is both, a flag and a primary that is always true.
/// Errors: unknown words, flags behind "--", missing operands, a command without its end, words that would be
/// roots but are hardly meant so (misplaced_words.hpp). `long_options` are names of options, for suggestions.
/// A word behind "--help" that has a topic for its name is its value.
base::Result<CommandLine, Diagnostic> split_command_line(std::span<const char* const> argv,
                                                         const TakesValue& takes_value,
                                                         std::span<const std::string_view> long_options = {});

}  // namespace findo::language
