// The names that -regextype takes. What each dialect means is plan/regex_dialect's business.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace findo::language {

/// A regular expression type of GNU find 4.9. `emacs` comes first: it is what -regex speaks without
/// -regextype (its `.` matches no newline, unlike that of `findutils-default`).
enum class RegexDialect : std::uint8_t {
  emacs,
  findutils_default,
  ed,
  gnu_awk,
  grep,
  posix_awk,
  awk,
  posix_basic,
  posix_egrep,
  egrep,
  posix_extended,
  posix_minimal_basic,
  sed,
};

/// The dialect of that name, letter for letter; nothing where there is none.
std::optional<RegexDialect> try_regex_dialect(std::string_view name);

/// Every name that try_regex_dialect knows, in the order of GNU find's `-regextype help`.
std::span<const std::string_view> regex_dialect_names();

}  // namespace findo::language
