// The difference shown is what lies between the common head and the common tail: enough to see what went
// wrong.
#include "differential/report.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace findo::differential {
namespace {

constexpr std::size_t kShownLines = 6;  // of each side
constexpr std::size_t kShownBytes = 300;

bool is_visible(char byte) { return byte >= ' ' && byte < '\x7f'; }

bool is_harmless(char byte) {
  const bool alphanumeric =
      (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
  return alphanumeric || std::string_view("-_./:,+@%=").find(byte) != std::string_view::npos;
}

std::string escape_bytes(std::string_view text, std::string_view also) {
  std::string escaped;
  for (const char byte : text) {
    std::array<char, 8> octal{};
    std::snprintf(octal.data(), octal.size(), "\\%03o",
                  static_cast<unsigned>(static_cast<unsigned char>(byte)));
    if (also.find(byte) != std::string_view::npos) escaped += '\\';
    escaped += is_visible(byte) ? std::string(1, byte) : std::string(octal.data());
  }
  return escaped;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

std::string show_lines(const std::vector<std::string_view>& lines, std::size_t first, std::size_t last,
                       char mark) {
  std::string shown;
  for (std::size_t i = first; i < std::min(last, first + kShownLines); ++i) {
    std::string_view line = lines[i];
    if (!line.empty() && line.back() == '\n') line.remove_suffix(1);
    shown += std::string("    ") + mark + ' ' + escape_bytes(line.substr(0, kShownBytes), "\\") + '\n';
  }
  if (last > first + kShownLines) {
    shown += std::string("    ") + mark + " … " + std::to_string(last - first - kShownLines) + " more\n";
  }
  return shown;
}

}  // namespace

std::string quote_for_shell(std::string_view word) {
  if (!word.empty() && std::all_of(word.begin(), word.end(), is_harmless)) return std::string(word);
  if (std::all_of(word.begin(), word.end(), is_visible) && word.find('\'') == std::string_view::npos) {
    return "'" + std::string(word) + "'";
  }
  return "$'" + escape_bytes(word, "\\'") + "'";
}

std::string quote_for_shell(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + quote_for_shell(word);
  return line;
}

std::string short_difference(std::string_view expected, std::string_view found) {
  const auto before = split_lines(expected);
  const auto after = split_lines(found);
  std::size_t head = 0;
  while (head < std::min(before.size(), after.size()) && before[head] == after[head]) ++head;
  std::size_t tail = 0;
  while (tail < std::min(before.size(), after.size()) - head &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
    ++tail;
  return show_lines(before, head, before.size() - tail, '-') +
         show_lines(after, head, after.size() - tail, '+');
}

}  // namespace findo::differential
