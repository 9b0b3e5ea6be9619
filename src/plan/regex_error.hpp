// What can be wrong with a regular expression, in the words of glibc, which GNU find shows.
#pragma once

#include <cstddef>
#include <string>

namespace findo::plan {

/// Why a pattern is none, and the bytes of it that are at fault; length 0 where no place can be named.
struct RegexError {
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string message;
};

namespace regex_fault {
inline constexpr const char* kBadPattern = "Invalid regular expression";
inline constexpr const char* kBadCollation = "Invalid collation character";
inline constexpr const char* kBadClass = "Invalid character class name";
inline constexpr const char* kTrailingBackslash = "Trailing backslash";
inline constexpr const char* kBadBackReference = "Invalid back reference";
inline constexpr const char* kOpenBracket = "Unmatched [, [^, [:, [., or [=";
inline constexpr const char* kOpenGroup = "Unmatched ( or \\(";
inline constexpr const char* kOpenInterval = "Unmatched \\{";
inline constexpr const char* kBadInterval = "Invalid content of \\{\\}";
inline constexpr const char* kBadRange = "Invalid range end";
inline constexpr const char* kNothingToRepeat = "Invalid preceding regular expression";
inline constexpr const char* kTooBig = "Regular expression too big";
inline constexpr const char* kOpenParenthesisMissing = "Unmatched ) or \\)";
}  // namespace regex_fault

}  // namespace findo::plan
