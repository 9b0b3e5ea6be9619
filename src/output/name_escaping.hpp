// Names on a terminal: what could drive it is shown as "?".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace findo::output {

enum class NameEscaping : std::uint8_t {
  raw,       ///< every byte as it is
  terminal,  ///< GNU find 4.9 on a terminal: each unprintable character becomes a "?"
};

/// Appends the name.
void append_name(std::string& out, std::string_view name, NameEscaping escaping);

}  // namespace findo::output
