// A command line, changed: what a guard proposes instead, as it is typed into a shell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/command_line.hpp"
#include "language/diagnostic.hpp"

namespace findo::plan {

/// Takes changes one after the other, each in terms of what stands where by then. Exchanges come first.
class MendedLine {
 public:
  explicit MendedLine(const language::CommandLine& line);

  /// Exchanges two stretches of words, the first of which lies before the second.
  void exchange(language::WordRange first, language::WordRange second);
  /// Puts words, as a shell takes them, before the word that is there now, or behind the last one.
  void insert(std::size_t before, std::string_view text);
  /// Puts another word in the place of one.
  void replace(std::size_t index, std::string_view word);

  /// "did you mean:  findo . -name x -delete"; `otherwise` where that would be too long to read.
  std::string proposal(std::string_view otherwise) const;

 private:
  std::vector<std::string> words_;
  std::vector<std::string> inserted_;  ///< before the word of the same index; one more than there are words
};

/// The parentheses of an expression, which no node of a syntax tree counts among its words.
class Parentheses {
 public:
  explicit Parentheses(const language::CommandLine& line);

  /// A stretch of the expression together with the parentheses that it needs, and those that enclose just it.
  /// Takes time by the words that it adds or holds.
  language::WordRange around(language::WordRange range) const;

 private:
  std::vector<signed char> steps_;  ///< of each word: 1 where it opens a group, -1 where it closes one
};

}  // namespace findo::plan
