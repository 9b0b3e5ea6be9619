#include "output/name_escaping.hpp"

#include <cwchar>
#include <cwctype>

namespace findo::output {

void append_name(std::string& out, std::string_view name, NameEscaping escaping) {
  if (escaping == NameEscaping::raw) {
    out += name;
    return;
  }
  std::mbstate_t state{};
  while (!name.empty()) {
    wchar_t character = 0;
    std::size_t bytes = std::mbrtowc(&character, name.data(), name.size(), &state);
    const bool is_valid = bytes != 0 && bytes <= name.size();
    if (!is_valid) {
      bytes = 1;
      state = {};
    }
    if (is_valid && std::iswprint(static_cast<std::wint_t>(character))) {
      out += name.substr(0, bytes);
    } else {
      out += '?';
    }
    name.remove_prefix(bytes);
  }
}

}  // namespace findo::output
