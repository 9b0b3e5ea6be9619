// Compiled regular expressions. RE2 decides wherever it can, the C library else.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.hpp"
#include "language/regex_dialects.hpp"
#include "plan/regex_error.hpp"
#include "plan/text_encoding.hpp"

namespace findo::plan {

/// A pattern of one of GNU find's dialects, as -regex uses it.
///
/// In a UTF-8 locale text that is valid UTF-8 is matched by characters; text that is not, and everything in
/// the C locale, is matched by bytes as the C locale does (GNU find 4.9 matches nothing but its own byte
/// against an invalid one). All else is as glibc's re_match has it. The locale of the process is that at the
/// time of compile(), and must not change while the pattern is in use.
class Regex {
 public:
  /// Errors: what GNU find refuses, with the place; patterns whose repetitions or nesting go beyond all
  /// reason.
  static base::Result<Regex, RegexError> compile(std::string_view pattern, language::RegexDialect dialect,
                                                 CaseRule rule);
  Regex(Regex&& other) noexcept;
  Regex& operator=(Regex&& other) noexcept;
  ~Regex();

  /// Whether the pattern accepts the whole of the text. Any number of threads may ask at once.
  bool matches_whole(std::string_view text) const;

  /// Who matches ordinary text, ASCII where the pattern is ASCII: "re2" or "glibc".
  std::string_view strategy() const;

 private:
  class Readings;

  explicit Regex(std::unique_ptr<Readings> readings);
  std::unique_ptr<Readings> readings_;
};

}  // namespace findo::plan
