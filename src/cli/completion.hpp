// What may stand next on a command line that is being typed. The scripts in completions/ ask for it with
// `findo --list=next WORD... CURRENT` and know no word of the language themselves.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "language/primaries.hpp"

namespace findo::cli {

/// The completions of `words.back()`, which may be empty; the words before it are those that stand behind the
/// program's name, without the shell's quotes. A line each:
///   WORD TAB HELP     a candidate for the whole word
///   @files, @directories, @users, @groups    the shell's own; of the word from byte N on, if `@from N` says
///   so
///   @command N        a command line that begins behind N words, and its own completion
///   @open             what is completed goes on: no blank behind it
std::string completions_of(std::span<const std::string_view> words);

/// What an operand is completed with: none, file, directory, user, group, command, text, or NAME or NAME,...
/// where --list=NAME tells the words (and the comma that several may stand there).
std::string_view completion_of(language::Operand operand);

/// Words with their help, for operands that take one of a few: `types`, `size-units`, `time-units` ….
/// Nothing for other names.
std::string operand_words_list(std::string_view name);

}  // namespace findo::cli
