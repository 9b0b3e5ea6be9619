// Names are bytes; here they become text that cannot drive a terminal and that a shell reads back unchanged.
#pragma once

#include <string>
#include <string_view>

namespace findo::base {

/// The word as one may paste it into a shell: bare where that is safe (`src/main.c`), else 'single quoted', and with
/// $'\n\033' where it holds control bytes or bytes that are no valid UTF-8.
std::string shell_quoted(std::string_view word);

/// As shell_quoted, but always in quotes, as file names stand in messages: 'src/main.c'.
std::string name_quoted(std::string_view name);

}  // namespace findo::base
