// The format of -printf, read once: literal bytes and directives.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "files/facts.hpp"

namespace findo::output {

/// What is wrong with a format, and where.
struct TemplateError {
  std::string message;
  std::size_t offset = 0;
  std::size_t length = 0;
};

/// Literal bytes, or one directive: `%` flags width `.` precision letter, with a second letter for times.
struct TemplatePiece {
  enum class Kind : std::uint8_t { literal, directive };
  Kind kind;
  std::string literal{};
  std::string specification{};  ///< of printf(3), up to the letter: "%-08.3"
  char letter = 0;              ///< p, f, s …
  char time_letter = 0;         ///< behind A B C T W
};

struct PrintfTemplate {
  std::vector<TemplatePiece> pieces;
  files::FactSet needs;
  std::vector<std::string> warnings;
};

/// Reads a format. GNU find 4.9: unknown directives and escapes stand for themselves, with a warning; `\c` ends the
/// output; a % at the end, and %( %[ %{, are errors.
base::Result<PrintfTemplate, TemplateError> parse_printf_template(std::string_view text);

}  // namespace findo::output
