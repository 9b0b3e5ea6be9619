// The table of flags: the single letters that may be clustered (-HL, -LDstat). Lexer, help and completions
// read it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "language/operands.hpp"

namespace findo::language {

/// Where a flag has its value. A flag with one is the last of its cluster.
enum class FlagValue : std::uint8_t {
  none,
  attached,  ///< in the same word: -O3
  separate,  ///< in the next word: -f PATH
  either,    ///< -Dstat, -D stat
};

/// One row.
struct FlagRow {
  char letter;
  FlagValue value;
  std::string_view synopsis;  ///< with its dash and value, for help: "-f PATH"
  std::string_view help;      ///< one line
};

std::span<const FlagRow> flag_rows();

/// The row of a letter; null where there is none.
const FlagRow* find_flag(char letter);

/// Whether all of the word behind its dash reads as flags, the last perhaps with its value.
bool is_flag_cluster(std::string_view word);

/// Whether a flag may have this value. What -D shows and what -f names is not decided here, so that all is
/// well. Errors: a level of -O, an order of -S or a number of -j that is none.
base::Status<OperandError> check_flag_value(char letter, std::string_view value);

/// What the absence of its value is called, in the words that GNU find 4.9 has for it where it knows the
/// flag.
std::string missing_flag_value(char letter);

/// In which order entries are visited: depth first, a directory's before the next directory's, or breadth
/// first, level by level.
enum class VisitOrder : std::uint8_t { dfs, bfs };

/// The order that -S names. ids and eds, iterative and exponential deepening, are other ways of bfs to come
/// to a breadth-first order.
std::optional<VisitOrder> try_order(std::string_view name);

/// How many threads -j asks for: 1 to 2147483647.
std::optional<int> try_threads(std::string_view text);

}  // namespace findo::language
