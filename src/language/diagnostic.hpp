// A usage error that points: the command line as typed, the words that are at fault underlined, a sentence,
// and the mended word where one is near.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace findo::language {

/// A stretch of the command line: words [first, first + count), counted from argv[0].
/// With `length` > 0 only bytes [offset, offset + length) of the single word are meant.
struct WordRange {
  std::size_t first = 0;
  std::size_t count = 1;
  std::size_t offset = 0;
  std::size_t length = 0;
};

/// What is wrong with a command line.
struct Diagnostic {
  std::string message;                 ///< a sentence without the program's name and without a full stop
  std::vector<WordRange> at_fault;     ///< underlined with ^~~~; the first is what the message is about
  std::vector<WordRange> concerned{};  ///< underlined with ~~~~
  std::string remedy{};                ///< a line that tells how to mend it: "did you mean -name?"
};

/// The diagnostic as lines of text: "PROGRAM: message", the command line, the underline, the remedy.
/// A long command line is cut to what surrounds the fault. Every byte of it is shown safely.
std::string render_diagnostic(std::span<const char* const> words, const Diagnostic& diagnostic,
                              std::string_view program);

/// A word as people type it into a shell: `\(`, `\)`, `\;`, `!` and `{}` so, everything else as
/// base::shell_quoted has it.
std::string shown_word(std::string_view word);

}  // namespace findo::language
