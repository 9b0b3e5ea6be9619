// What -contains looks for in files.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "language/operands.hpp"
#include "plan/text_encoding.hpp"

namespace findo::plan {

/// A regular expression of RE2's syntax, looked for in the lines of a text as grep does: `^` and `$` are the
/// ends of a line, nothing matches across one. In a UTF-8 locale a character is one of UTF-8, else a byte.
/// Threads: any number at once.
class ContentPattern {
 public:
  /// Errors: what RE2 refuses, with the place.
  static base::Result<ContentPattern, language::OperandError> compile(std::string_view pattern,
                                                                      CaseRule rule);
  ContentPattern(ContentPattern&& other) noexcept;
  ContentPattern& operator=(ContentPattern&& other) noexcept;
  ~ContentPattern();

  /// Whether a line of `text` matches; a newline at its end would begin another, empty one. The text begins
  /// at `from`: what stands before that is there to be looked back at. `end` likewise.
  bool is_in(std::string_view text, std::size_t from, std::size_t end) const;

 private:
  class Engine;

  explicit ContentPattern(std::unique_ptr<Engine> engine);
  std::unique_ptr<Engine> engine_;
};

}  // namespace findo::plan
