// Reads the locale's charset from nl_langinfo(3).
#include "plan/text_encoding.hpp"

#include <cstdlib>
#include <cstring>
#include <langinfo.h>

namespace findo::plan {
Encoding locale_encoding() {
  const std::string_view charset = nl_langinfo(CODESET);
  if (charset == "UTF-8") return Encoding::utf8;
  return MB_CUR_MAX == 1 && charset == "ANSI_X3.4-1968" ? Encoding::plain : Encoding::other;
}

bool locale_collates() {
  // glibc hands out this number in the place of a string.
  const char* rules = nl_langinfo(_NL_COLLATE_NRULES);
  std::uint32_t count = 0;
  std::memcpy(&count, &rules, sizeof count);
  return count != 0;
}

bool is_ascii(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t block = 0;
    std::memcpy(&block, text.data() + at, sizeof block);
    if ((block & kHighBits) != 0) return false;
  }
  for (; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0x80U) != 0) return false;
  }
  return true;
}

}  // namespace findo::plan
