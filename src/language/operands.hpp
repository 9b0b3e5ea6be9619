// The small languages of operands: numbers, sizes, file modes, lists of types. Text in, value or error out;
// nothing here asks the system.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <sys/types.h>

#include "base/result.hpp"

namespace findo::language {

/// What is wrong with an operand, and where in it.
struct OperandError {
  std::string message;
  std::size_t offset = 0;
  std::size_t length = 0;  ///< 0: all of it
  std::string remedy{};    ///< a line that tells how to mend it, or empty
};

enum class Comparison : std::uint8_t { less, equal, greater };

/// `N`, `+N` (more), `-N` (less).
struct Count {
  Comparison comparison = Comparison::equal;
  std::uint64_t number = 0;

  bool accepts(std::uint64_t value) const {
    return comparison == Comparison::less      ? value < number
           : comparison == Comparison::greater ? value > number
                                               : value == number;
  }
};

/// Decimal digits with an optional sign. Errors: nothing, anything but digits, more than 2^64-1.
base::Result<Count, OperandError> parse_count(std::string_view text);

/// As parse_count, for what may have a fraction (GNU find: `-mtime 0.5`).
struct Quantity {
  Comparison comparison = Comparison::equal;
  double number = 0;
};
base::Result<Quantity, OperandError> parse_quantity(std::string_view text);

/// Whether an operand of -mtime and its kin is a span in units (BSD find: `-1h30m`) rather than a number of
/// days.
bool has_time_units(std::string_view text);

/// Such a span, in seconds: a sign, then numbers with their units s m h d w, which are summed.
base::Result<Count, OperandError> parse_time_span(std::string_view text);

/// A whole number from 1 on, without a sign.
base::Result<std::uint64_t, OperandError> parse_positive(std::string_view text);

/// What a process may end with: a whole number from 0 to 255.
base::Result<int, OperandError> parse_exit_status(std::string_view text);

/// A level of depth: decimal digits without a sign.
base::Result<int, OperandError> parse_depth(std::string_view text);

/// `-size`: [+-]N and a unit. A file's size is rounded up to whole units before it is compared.
struct SizeOperand {
  Count count;
  std::uint64_t unit_bytes = 512;
};
base::Result<SizeOperand, OperandError> parse_size(std::string_view text);

/// A set of the letters `bcdpflsD`, as `-type` takes it, one bit for each files::FileType in the order of
/// that enum.
using TypeSet = std::uint16_t;
base::Result<TypeSet, OperandError> parse_types(std::string_view text);

/// `-perm`.
struct ModeOperand {
  enum class Match : std::uint8_t { exactly, all_of, any_of };
  Match match = Match::exactly;
  mode_t for_files = 0;
  mode_t for_directories = 0;  ///< differs where the mode holds an X
};
/// Octal, or symbolic as chmod takes it, counted from no permissions at all; `umask` is honoured by clauses
/// without who. A `+` before an octal mode is BSD find's any_of; before anything else it begins a symbolic
/// one.
base::Result<ModeOperand, OperandError> parse_mode(std::string_view text, mode_t umask);

}  // namespace findo::language
