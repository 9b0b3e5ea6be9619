#include "act/trash_info.hpp"

#include <algorithm>
#include <cstdint>

#include "base/percent_encoding.hpp"

namespace findo::act {
namespace {

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

std::string render_trash_info(std::string_view path, std::time_t deleted) {
  std::tm local{};
  localtime_r(&deleted, &local);
  char date[32];
  const std::size_t length = std::strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &local);
  return "[Trash Info]\nPath=" + base::percent_encoded(path) + "\nDeletionDate=" + std::string(date, length) +
         '\n';
}

std::string trash_name(std::string_view name, unsigned n, std::size_t most_bytes) {
  const std::size_t dot = extension_of(name);
  const std::string number = n > 1 ? '.' + std::to_string(n) : std::string();
  const std::string tail = number + std::string(name.substr(dot));
  const std::size_t room = most_bytes > tail.size() ? most_bytes - tail.size() : 0;
  return std::string(cut(name.substr(0, dot), room)) + tail;
}

}  // namespace findo::act
