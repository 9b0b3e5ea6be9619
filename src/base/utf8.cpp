#include "base/utf8.hpp"

namespace findo::base {
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

/// A byte that follows the first: six bits of the code.
char following_byte(char32_t code, unsigned shift) {
  return static_cast<char>(0x80U | ((code >> shift) & 0x3FU));
}

}  // namespace

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
  for (std::size_t at = 0; at < text.size();) {
    const bool is_ascii = static_cast<unsigned char>(text[at]) < 0x80;
    const std::size_t length = is_ascii ? 1 : decode_utf8(text.substr(at)).length;
    if (length == 0) return false;
    at += length;
  }
  return true;
}

void append_utf8(std::string& out, char32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    out += following_byte(code, 0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0U | (code >> 12U));
    for (unsigned shift : {6U, 0U}) out += following_byte(code, shift);
  } else {
    out += static_cast<char>(0xF0U | (code >> 18U));
    for (unsigned shift : {12U, 6U, 0U}) out += following_byte(code, shift);
  }
}

}  // namespace findo::base
