// The table of -regextype names.
#include "language/regex_dialects.hpp"

#include <algorithm>
#include <array>

namespace findo::language {
namespace {

constexpr std::array<std::string_view, 13> kNames{
    "findutils-default",
    "ed",
    "emacs",
    "gnu-awk",
    "grep",
    "posix-awk",
    "awk",
    "posix-basic",
    "posix-egrep",
    "egrep",
    "posix-extended",
    "posix-minimal-basic",
    "sed",
};
constexpr std::array<RegexDialect, kNames.size()> kDialects{
    RegexDialect::findutils_default,
    RegexDialect::ed,
    RegexDialect::emacs,
    RegexDialect::gnu_awk,
    RegexDialect::grep,
    RegexDialect::posix_awk,
    RegexDialect::awk,
    RegexDialect::posix_basic,
    RegexDialect::posix_egrep,
    RegexDialect::egrep,
    RegexDialect::posix_extended,
    RegexDialect::posix_minimal_basic,
    RegexDialect::sed,
};

}  // namespace

std::optional<RegexDialect> try_regex_dialect(std::string_view name) {
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return kDialects[static_cast<std::size_t>(found - kNames.begin())];
}

std::span<const std::string_view> regex_dialect_names() { return kNames; }

}  // namespace findo::language
