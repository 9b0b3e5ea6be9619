// Names on a terminal: what could drive it is shown as "?".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace findo::output {

enum class NameEscaping : std::uint8_t {
  raw,       ///< every byte as it is
  terminal,  ///< GNU find 4.9 on a terminal: a "?" for each character that the locale cannot print
};

/// Appends the name. On a terminal a byte that begins no character is one "?", and so is all of a character
/// that the name's end cuts short. Threads: any, once the locale is set.
void append_name(std::string& out, std::string_view name, NameEscaping escaping);

}  // namespace findo::output
