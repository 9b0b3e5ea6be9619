// The format of -printf, read once: literal bytes and directives.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "files/facts.hpp"

namespace findo::output {

/// Why a format cannot be used: a sentence, and the bytes of the format that it is about.
struct TemplateError {
  std::string message;
  std::size_t offset = 0;
  std::size_t length = 0;
};

/// What in a format is probably a mistake, though it has a meaning. The same fields.
struct TemplateWarning {
  std::string message;
  std::size_t offset = 0;
  std::size_t length = 0;
};

/// Literal bytes, one directive, or the end that `\c` makes.
struct TemplatePiece {
  enum class Kind : std::uint8_t { literal, directive, end };
  static constexpr int kNoPrecision = -1;
  /// Stands for a width or precision that no int holds; such a directive fails for every entry.
  static constexpr int kTooWide = -2;

  Kind kind = Kind::literal;
  char letter = 0;       ///< p, f, s …
  char time_letter = 0;  ///< behind A B C T W
  bool is_plain = true;  ///< nothing stands between the % and the letter
  bool is_left = false;  ///< flag `-`
  int width = 0;         ///< least number of bytes
  int precision = kNoPrecision;
  std::string literal{};
  /// The directive as printf(3) wants it, for the letters d, m and S; empty where it has no flag, width or
  /// precision.
  std::string conversion{};

  bool has_shape() const { return width != 0 || precision != kNoPrecision; }
};

/// A format that has been read.
struct PrintfTemplate {
  std::vector<TemplatePiece> pieces;
  std::vector<TemplateWarning> warnings;
  /// The facts that must be there before anything is rendered.
  files::FactSet needs;
  bool needs_link_target = false;       ///< has %l
  bool needs_followed_type = false;     ///< has %Y
  bool needs_file_system_type = false;  ///< has %F
  bool may_be_coloured = false;         ///< has a name as it stands: %p %P %f %h %H %l
};

/// Reads a format.
/// GNU find 4.9: unknown directives and escapes, and a time directive without its letter at the end, stand
/// for themselves, with a warning; `%5%` stands for "%5"; `\c` ends the output; a directive cut short, and %(
/// %[ %{, are errors. Beyond GNU: %w and %W tell the time of birth, as %B does.
base::Result<PrintfTemplate, TemplateError> parse_printf_template(std::string_view text);

}  // namespace findo::output
