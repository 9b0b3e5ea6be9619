// Reads the locale's charset from nl_langinfo(3); decodes and checks UTF-8.
#include "plan/text_encoding.hpp"

#include <cstdlib>
#include <cstring>
#include <langinfo.h>

namespace findo::plan {
namespace {

// The smallest code that needs so many bytes; anything below it is overlong.
constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};

std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

bool is_scalar(char32_t code, std::size_t length) {
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  return code >= kSmallest[length] && code <= 0x10FFFF && !surrogate;
}

}  // namespace

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

DecodedCharacter decode_utf8(std::string_view text) {
  if (text.empty()) return {0, 0};
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = sequence_length(lead);
  if (length <= 1) return {lead, length};
  if (length > text.size()) return {lead, 0};
  char32_t code = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0U) != 0x80) return {lead, 0};
    code = (code << 6U) | (next & 0x3FU);
  }
  return is_scalar(code, length) ? DecodedCharacter{code, length} : DecodedCharacter{lead, 0};
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = decode_utf8(text).length;
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace findo::plan
