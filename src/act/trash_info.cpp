#include "act/trash_info.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace findo::act {
namespace {

bool is_harmless(char c) {
  const bool is_alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return is_alphanumeric || std::string_view("-_.~/").find(c) != std::string_view::npos;
}

/// Where the extension begins, with its dot; the end where there is none that is worth keeping.
std::size_t extension_of(std::string_view name) {
  constexpr std::size_t kLongestExtension = 16;
  const std::size_t dot = name.rfind('.');
  const bool is_extension =
      dot != std::string_view::npos && dot > 0 && name.size() - dot <= kLongestExtension;
  return is_extension ? dot : name.size();
}

/// The beginning of the text, at most so many bytes, not cut within a character of UTF-8 if it is such.
std::string_view cut(std::string_view text, std::size_t most_bytes) {
  constexpr std::size_t kMostContinuationBytes = 3;
  if (text.size() <= most_bytes) return text;
  const auto is_continuation = [&](std::size_t at) {
    return (static_cast<std::uint8_t>(text[at]) & 0xC0U) == 0x80;
  };
  std::size_t end = most_bytes;
  while (end > 0 && most_bytes - end <= kMostContinuationBytes && is_continuation(end)) --end;
  return text.substr(0, most_bytes - end <= kMostContinuationBytes ? end : most_bytes);
}

}  // namespace

std::string percent_escaped(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const char c : bytes) {
    if (is_harmless(c)) {
      text += c;
    } else {
      const auto byte = static_cast<std::uint8_t>(c);
      text += '%';
      text += kDigits[byte >> 4U];
      text += kDigits[byte & 0xFU];
    }
  }
  return text;
}

std::optional<std::string> try_percent_unescaped(std::string_view text) {
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

std::string render_trash_info(std::string_view path, std::time_t deleted) {
  std::tm local{};
  localtime_r(&deleted, &local);
  char date[32];
  const std::size_t length = std::strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &local);
  return "[Trash Info]\nPath=" + percent_escaped(path) + "\nDeletionDate=" + std::string(date, length) + '\n';
}

std::string trash_name(std::string_view name, unsigned n, std::size_t most_bytes) {
  const std::size_t dot = extension_of(name);
  const std::string number = n > 1 ? '.' + std::to_string(n) : std::string();
  const std::string tail = number + std::string(name.substr(dot));
  const std::size_t room = most_bytes > tail.size() ? most_bytes - tail.size() : 0;
  return std::string(cut(name.substr(0, dot), room)) + tail;
}

}  // namespace findo::act
