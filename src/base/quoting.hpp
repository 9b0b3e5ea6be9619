// Names are bytes; here they become text that cannot drive a terminal and that a shell reads back unchanged.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace findo::base {

/// The word as one may paste it into a shell: bare where that is safe (`src/main.c`), else 'single quoted',
/// and as $'\n\033' where it holds control bytes, bytes that are no text in the locale's character set, or
/// characters that are invisible or turn the direction of the text around them. bash and zsh read back the
/// same bytes. Outside a UTF-8 locale every byte above 127 is escaped. Threads: any, once the locale is set.
std::string shell_quoted(std::string_view word);

/// As shell_quoted, but always in quotes, as file names stand in messages: 'src/main.c'.
std::string name_quoted(std::string_view name);

/// Reads back what name_quoted() has written at the start of `text`. The bytes that it took, 0 where there is
/// no such thing; then `name` is as it comes.
std::size_t read_quoted(std::string_view text, std::string& name);

/// A sentence with words in it: what may not be shown as octal escapes, without quotes. Not for shells.
std::string escaped(std::string_view sentence);

/// Appends the text as it is where all of it may be shown, blanks and quotes too; otherwise all of it as
/// $'...', which a shell reads back, with \a \b \e \f \n \r \t \v and \xNN for what may not. What may be
/// shown is decided as for shell_quoted.
void append_shown(std::string& out, std::string_view text);

}  // namespace findo::base
