#include "base/base64.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace findo::base {
namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t kGroupBytes = 3;
constexpr std::size_t kGroupDigits = 4;
constexpr unsigned kDigitBits = 6;
constexpr unsigned kByteBits = 8;

/// Appends up to three bytes as four characters.
void append_group(std::string& out, std::string_view bytes) {
  std::uint32_t group = 0;
  for (std::size_t i = 0; i < kGroupBytes; ++i) {
    group = group << kByteBits | (i < bytes.size() ? static_cast<std::uint8_t>(bytes[i]) : 0U);
  }
  for (std::size_t i = 0; i < kGroupDigits; ++i) {
    const auto digit = group >> (kDigitBits * static_cast<unsigned>(kGroupDigits - 1 - i)) & 0x3FU;
    out += i <= bytes.size() ? kDigits[digit] : '=';
  }
}

/// Appends what four characters stand for; false where one of them is no digit.
bool append_bytes(std::string& out, std::string_view digits) {
  std::uint32_t group = 0;
  for (const char digit : digits) {
    const std::size_t value = kDigits.find(digit);
    if (value == std::string_view::npos) return false;
    group = group << kDigitBits | static_cast<std::uint32_t>(value);
  }
  group <<= kDigitBits * static_cast<unsigned>(kGroupDigits - digits.size());
  for (std::size_t i = 0; i < kGroupBytes && i + 1 < digits.size(); ++i) {
    out += static_cast<char>(group >> (kByteBits * static_cast<unsigned>(kGroupBytes - 1 - i)) & 0xFFU);
  }
  return true;
}

}  // namespace

void append_base64(std::string& out, std::string_view bytes) {
  out.reserve(out.size() + (bytes.size() + kGroupBytes - 1) / kGroupBytes * kGroupDigits);
  for (; !bytes.empty(); bytes.remove_prefix(std::min(kGroupBytes, bytes.size()))) {
    append_group(out, bytes.substr(0, kGroupBytes));
  }
}

std::optional<std::string> try_base64(std::string_view text) {
  if (text.size() % kGroupDigits != 0) return std::nullopt;
  const std::string_view whole = text;
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  std::string bytes;
  bytes.reserve(text.size() / kGroupDigits * kGroupBytes + kGroupBytes);
  while (!text.empty()) {
    const std::string_view group = text.substr(0, kGroupDigits);
    if (group.size() < 2 || !append_bytes(bytes, group)) return std::nullopt;
    text.remove_prefix(group.size());
  }
  // What the last digit says beyond the last byte must be nothing.
  std::string again;
  append_base64(again, bytes);
  return again == whole ? std::optional(std::move(bytes)) : std::nullopt;
}

}  // namespace findo::base
