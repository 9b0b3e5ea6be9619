// Patterns of -glob: shell patterns over the components of a path, with `**` and braces.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "language/operands.hpp"
#include "plan/text_encoding.hpp"

namespace findo::plan {

/// A pattern that a path below a root matches as a whole.
///
///   ?  [set]  *     one character, one of a set, any number of characters, but never a `/`; a leading dot is
///                   nothing special. Sets are as in fnmatch(3): [a-z] [!a-z] [[:alpha:]]
///   **              as a whole component any number of components: `**/x` is x at any depth, `a/**/b` holds
///                   a/b, too, `a/**` everything in a but not a itself. Elsewhere it is a `*`
///   {a,b}           either; may be nested, be empty in part and hold `/`. Without a comma, or its other
///   half,
///                   a brace is a character like any other, and in a set it always is
///   \c              the character c
///
/// It matches what one of the patterns matches that come from writing its braces out; these are never written
/// out. In a UTF-8 locale a character is one of UTF-8 or else a byte, in others a byte.
/// Two stars that only stand side by side once braces are written out are no `**` but two.
/// Cost: the length of the text times that of the pattern at most. Threads: any number at once.
class PathGlob {
 public:
  /// Errors: patterns that no path below a root can match: empty, with a slash at either end, beginning with
  /// `./`; a backslash with nothing behind it.
  static base::Result<PathGlob, language::OperandError> parse(std::string_view pattern);

  /// `path` has no slash at either end. An empty one, a root's, matches nothing.
  bool matches(std::string_view path) const;

 private:
  enum class Kind : std::uint8_t { literal, any_one, any_run, components, slash, set, fork, jump, end };
  /// An element of the pattern. An automaton: the next element is the one behind it, but behind a jump
  /// `other`; a fork has both.
  struct Element {
    Kind kind;
    std::uint32_t value = 0;  ///< the character of a literal, the index of a set
    std::uint32_t other = 0;
  };
  struct Set {
    bool is_negated = false;
    std::vector<std::pair<char32_t, char32_t>> ranges{};
    std::vector<unsigned long> classes{};  ///< of wctype(3)
  };
  class Compiler;
  class Run;

  PathGlob() = default;
  bool accepts(const Set& set, char32_t character) const;

  std::vector<Element> elements_;
  std::vector<Set> sets_;
  std::string tail_;  ///< bytes that every match ends with
  Encoding encoding_ = Encoding::plain;
};

}  // namespace findo::plan
