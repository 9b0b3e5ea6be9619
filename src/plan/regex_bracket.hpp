// Bracket expressions of regular expressions: `[^]a-z[:digit:]]` and what glibc makes of stranger ones.
#pragma once

#include <cstddef>

#include "base/result.hpp"
#include "plan/character_set.hpp"
#include "plan/regex_error.hpp"
#include "plan/regex_lexer.hpp"

namespace findo::plan {

/// How a pattern is to be read.
struct RegexSyntax {
  unsigned long bits = 0;  ///< RE_... of <regex.h>
  bool fold_case = false;
  /// Ranges, equivalence classes and collating symbols follow a locale's collation, which only the C library
  /// knows.
  bool collates = false;
};

struct BracketExpression {
  CharacterSet set;     ///< before case is folded; without meaning where needs_collation
  std::size_t end = 0;  ///< the unit behind the closing bracket
  bool needs_collation = false;
};

/// Reads the bracket expression whose `[` is unit `open`. Errors: those of glibc, and where.
base::Result<BracketExpression, RegexError> parse_bracket(const RegexUnits& units, std::size_t open,
                                                          const RegexSyntax& syntax,
                                                          const Alphabet& alphabet);

}  // namespace findo::plan
