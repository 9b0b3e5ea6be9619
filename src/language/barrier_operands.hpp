// The operands of -sort, -top and -keep.
//
//   keys = key {"," key}            key = ["-"] word          word = "path" | "name" | …
//   kept = N newest|oldest|largest|smallest [per dir|ext]
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "language/operands.hpp"

namespace findo::language {

/// What entries are ordered by.
enum class SortKey : std::uint8_t {
  path,
  name,     ///< the last component
  natural,  ///< the path with its numbers by value, so that 9 comes before 10
  size,
  mtime,
  atime,
  ctime,
  btime,
  depth,
  ext,  ///< the extension, upper and lower case alike
};
inline constexpr std::array<std::string_view, 10> kSortKeyNames{"path",  "name",  "natural", "size",  "mtime",
                                                                "atime", "ctime", "btime",   "depth", "ext"};

struct KeyOrder {
  SortKey key;
  bool is_reversed;  ///< with a - before it
};

/// Keys with commas between them, the first one above the others. Errors: unknown and empty ones.
base::Result<std::vector<KeyOrder>, OperandError> parse_sort_keys(std::string_view text);

/// Which entries come first among those of which some are kept.
enum class KeepRule : std::uint8_t { newest, oldest, largest, smallest };
base::Result<KeepRule, OperandError> parse_keep_rule(std::string_view text);

/// What has a count of its own.
enum class KeepGroup : std::uint8_t { all, directory, extension };
base::Result<KeepGroup, OperandError> parse_keep_group(std::string_view text);

}  // namespace findo::language
