// What a word that means nothing here was probably meant to be: a slip of the fingers, an operand that hangs
// on to its primary, a word of another program, a dash or quotes out of a web page.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace findo::language {

/// Whether the word is a primary or an operator that is written with a dash.
bool is_expression_word(std::string_view word);

/// A line that tells what to write instead of a word that the expression does not know ("did you mean
/// -name?"). `long_options` are the names of the program's own options, without dashes.
std::string remedy_for_word(std::string_view word, std::span<const std::string_view> long_options);

/// The same for a word that begins with two dashes.
std::string remedy_for_long_option(std::string_view word, std::span<const std::string_view> long_options);

/// The word with the dashes and quotes that word processors and web pages put into commands exchanged for
/// those that a shell knows: "–name" becomes "-name", "“x”" becomes "\"x\"".
std::string with_plain_typography(std::string_view word);

/// What to do where an operand holds such quotes; empty where it holds none.
std::string remedy_for_quotes(std::string_view operand);

}  // namespace findo::language
