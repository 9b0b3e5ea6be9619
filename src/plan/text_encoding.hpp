// What the locale says about bytes and characters, as far as matching patterns needs to know it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/utf8.hpp"

namespace findo::plan {

/// Whether upper and lower case of a letter are told apart (exact) or taken for one (fold).
enum class CaseRule : std::uint8_t { exact, fold };

/// How the process's locale (LC_CTYPE) turns bytes into characters.
enum class Encoding : std::uint8_t {
  plain,  ///< the C locale: a byte is a character, and only ASCII has letters
  utf8,
  other,  ///< another charset, single-byte or not: only the C library knows it
};
Encoding locale_encoding();

/// Whether LC_COLLATE has rules of its own, so that `[a-z]` is not simply the bytes from a to z.
bool locale_collates();

/// No byte above 0x7F.
bool is_ascii(std::string_view text);

using base::decode_utf8;
using base::DecodedCharacter;
using base::is_utf8;

}  // namespace findo::plan
