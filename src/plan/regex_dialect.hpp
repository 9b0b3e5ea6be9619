// Translates the regular expressions of all dialects of GNU find into those of RE2.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "language/regex_dialects.hpp"
#include "plan/character_set.hpp"
#include "plan/regex_bracket.hpp"
#include "plan/regex_error.hpp"

namespace findo::plan {

/// The syntax bits (RE_... of <regex.h>) that GNU find 4.9 sets for a dialect.
unsigned long syntax_bits(language::RegexDialect dialect);

/// A pattern in RE2's syntax (Perl's flavour of it, without flags). Matched against a whole text it accepts
/// what glibc's re_match accepts as a whole; it holds ASCII only.
struct RegexTranslation {
  std::string re2;
  /// The pattern holds what RE2 has no word for: back-references, `\<` and `\>`, word edges beyond ASCII,
  /// collation, deep nesting. `re2` means nothing then.
  bool needs_backtracking = false;
  /// It holds a bracket expression or a class: where collation joins characters, those may match more than
  /// one.
  bool has_classes = false;
  /// How many characters, classes and anchors glibc makes of it, which writes repetitions out: at least so
  /// many hundred bytes. Stops counting at 2^40.
  std::uint64_t atoms = 0;
};

/// Translates `pattern`, read as characters of `alphabet`; for Unicode it must be valid UTF-8. Where brackets
/// collate, the alphabet of bytes means ASCII: for other text the translation is wrong then. Errors: what
/// glibc refuses, with its message; a pattern that its repetitions blow up beyond reason. Source:
/// POSIX.1-2024 chapter 9, GNU regex's syntax bits, and the behaviour of glibc 2.36.
base::Result<RegexTranslation, RegexError> translate_regex(std::string_view pattern,
                                                           const RegexSyntax& syntax,
                                                           const Alphabet& alphabet);

}  // namespace findo::plan
