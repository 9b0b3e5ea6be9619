// Lists of extensions, as -ext takes them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "language/operands.hpp"

namespace findo::plan {

/// A list such as `c,h` or `tar.gz,none`. A dot in front of an extension is no part of it, which is how to
/// ask for one that is called none. The case of ASCII letters does not count.
class Extensions {
 public:
  /// Errors: an empty list or element, one with a slash.
  static base::Result<Extensions, language::OperandError> parse(std::string_view list);

  /// Whether the name ends in a dot and one of the extensions, with something before the dot; or has no
  /// extension, if the list asks for that: no dot but at its beginning or its end.
  bool accept(std::string_view name) const;

 private:
  std::vector<std::string> suffixes_;  ///< in lower case, with their dot
  bool accepts_none_ = false;
};

}  // namespace findo::plan
