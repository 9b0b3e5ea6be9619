// Texts for people: words quoted for the shell, outputs compared line by line, command line options taken
// apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace findo::support {

/// The word as bash reads it back, whatever its bytes: plain, in quotes, or as $'…' where it has control
/// bytes.
std::string shell_quoted(std::string_view word);

/// The words, each quoted, with spaces between them.
std::string shell_command(const std::vector<std::string>& words);

/// The pieces of a text between newlines; a last piece without a newline counts too.
std::vector<std::string> split_lines(std::string_view text);

/// The text with its lines in byte order.
std::string sorted_lines(std::string_view text);

/// Where two texts part: lines only in the first (`-`) and only in the second (`+`), with control bytes made
/// visible, at most `limit` of each. A missing last newline is told.
std::string difference(std::string_view first, std::string_view second, std::size_t limit = 8);

/// Splits at blanks; for options that hold several words.
std::vector<std::string> split_words(std::string_view text);

}  // namespace findo::support
