#include "output/name_escaping.hpp"

#include <cctype>
#include <cstdlib>
#include <cwchar>
#include <cwctype>

namespace findo::output {
namespace {

/// The first character of some bytes, as the locale reads them.
struct Character {
  std::size_t length;  ///< in bytes; at least 1
  bool is_printable;
};

Character first_character(std::string_view bytes) {
  constexpr auto kCutShort = static_cast<std::size_t>(-2);
  constexpr auto kInvalid = static_cast<std::size_t>(-1);
  std::mbstate_t state{};
  wchar_t character = 0;
  const std::size_t length = std::mbrtowc(&character, bytes.data(), bytes.size(), &state);
  if (length == kCutShort) return {bytes.size(), false};
  if (length == kInvalid || length == 0) return {1, false};
  return {length, std::iswprint(static_cast<std::wint_t>(character)) != 0};
}

void append_bytewise(std::string& out, std::string_view name) {
  for (const char c : name) out += std::isprint(static_cast<unsigned char>(c)) ? c : '?';
}

}  // namespace

void append_name(std::string& out, std::string_view name, NameEscaping escaping) {
  if (escaping == NameEscaping::raw) {
    out += name;
    return;
  }
  if (MB_CUR_MAX == 1) return append_bytewise(out, name);
  while (!name.empty()) {
    const Character first = first_character(name);
    if (first.is_printable) {
      out += name.substr(0, first.length);
    } else {
      out += '?';
    }
    name.remove_prefix(first.length);
  }
}

}  // namespace findo::output
