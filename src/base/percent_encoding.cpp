#include "base/percent_encoding.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace findo::base {
namespace {

bool is_plain(char c) {
  constexpr std::string_view kMarks = "-._~/";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kMarks.find(c) != std::string_view::npos;
}

}  // namespace

void append_percent_encoded(std::string& out, std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const char c : bytes) {
    if (is_plain(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<std::uint8_t>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0xFU];
  }
}

std::string percent_encoded(std::string_view bytes) {
  std::string text;
  append_percent_encoded(text, bytes);
  return text;
}

std::optional<std::string> try_percent_decoded(std::string_view text) {
  constexpr std::size_t kDigits = 2;
  std::string bytes;
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%')) {
    bytes += text.substr(0, at);
    text.remove_prefix(at + 1);
    std::uint8_t byte = 0;
    const char* const end = text.data() + std::min(kDigits, text.size());
    if (std::from_chars(text.data(), end, byte, 16).ptr != text.data() + kDigits) return std::nullopt;
    bytes += static_cast<char>(byte);
    text.remove_prefix(kDigits);
  }
  return bytes += text;
}

}  // namespace findo::base
