// The pattern of an ignore rule, compiled: git's wildmatch without its recursion.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "files/name_pattern.hpp"

namespace findo::files {

/// A rule's pattern, taken apart at its slashes: a path matches component by component, so whoever descends a
/// tree needs to look at each component once, where he enters the directory of that name.
/// Threads: any number at once. Allocates nothing when it matches.
class IgnorePattern {
 public:
  /// A component above the last one: a pattern for a directory's name, or any number of directories, none
  /// too.
  struct Component {
    bool spans_directories;
    NamePattern name;  ///< means nothing where spans_directories
  };

  /// One way to match; a few odd patterns have two.
  struct Way {
    bool is_anywhere;  ///< whatever directory the last component is in: there is no head
    std::vector<Component>
        head;          ///< from the base downwards; two that span directories never follow each other
    NamePattern tail;  ///< of the last component
  };

  /// Every text is a pattern; what git finds malformed (an open bracket, an unknown class, a backslash at the
  /// end) matches nothing. `pattern` stands without the `!` before it and the slash behind it, and holds no
  /// NUL.
  static IgnorePattern make(std::string_view pattern, NameCase names);

  /// Whether the pattern matches a path relative to its base, without a slash at either end. That a rule also
  /// applies to everything below a directory that it matches is for the caller to see to.
  bool matches(std::string_view path) const;

  /// At most two; none where nothing can match.
  const std::vector<Way>& ways() const { return ways_; }

 private:
  std::vector<Way> ways_;
};

}  // namespace findo::files
