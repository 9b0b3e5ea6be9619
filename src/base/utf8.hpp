// Bytes as characters of UTF-8, and whether they are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace findo::base {

/// One character of UTF-8 text and its length in bytes, 1 to 4.
struct DecodedCharacter {
  char32_t code;
  std::size_t length;
};

/// Decodes the first character. A byte that starts no valid character has length 0.
DecodedCharacter decode_utf8(std::string_view text);

/// Valid UTF-8 as Unicode defines it: no surrogates, nothing overlong, nothing past U+10FFFF.
bool is_utf8(std::string_view text);

/// Appends the character; `code` must be one: no surrogate, at most U+10FFFF.
void append_utf8(std::string& out, char32_t code);

/// How many bytes that are.
constexpr std::size_t utf8_length(char32_t code) {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1'0000 ? 3 : 4;
}

}  // namespace findo::base
