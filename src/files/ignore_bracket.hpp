// Bracket expressions in ignore rules: `[a-z]`, `[!._]`, `[[:digit:]]`.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "files/name_pattern.hpp"

namespace findo::files {

/// The bytes that a bracket expression takes, and how many bytes it is long, with both brackets.
struct IgnoreBracket {
  ByteSet set;
  std::size_t length;
};

/// Reads the expression that `pattern` starts with. Nothing where it is not closed or has a class of no known
/// name: such a pattern matches nothing.
/// Source: what git does. `!` or `^` inverts; a `]` that comes first stands for itself, as does a hyphen at
/// either end; a backslash takes away every meaning; ranges go by byte values; the twelve classes hold ASCII
/// only.
std::optional<IgnoreBracket> parse_ignore_bracket(std::string_view pattern, NameCase names);

}  // namespace findo::files
