#include "support/text.hpp"

#include <algorithm>
#include <cstdint>

namespace findo::support {
namespace {

bool is_plain(char c) {
  constexpr std::string_view kOthers = "_-./:=+,@%";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kOthers.find(c) != std::string_view::npos;
}

bool is_printable(char c) { return c >= ' ' && c <= '~'; }

std::string octal(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return {'\\', static_cast<char>('0' + (byte >> 6)), static_cast<char>('0' + ((byte >> 3) & 7)),
          static_cast<char>('0' + (byte & 7))};
}

/// With control bytes, bytes over 126 and the characters in `also` as escapes.
std::string escaped(std::string_view text, std::string_view also) {
  std::string result;
  for (const char c : text) {
    if (!is_printable(c)) {
      result += octal(c);
    } else {
      if (also.find(c) != std::string_view::npos) result += '\\';
      result += c;
    }
  }
  return result;
}

/// What the first list has and the second has not, in order; `sign` before each line.
std::string only_in(const std::vector<std::string>& first, const std::vector<std::string>& second, char sign,
                    std::size_t limit) {
  std::vector<std::string> left = second;
  std::sort(left.begin(), left.end());
  std::string result;
  std::size_t count = 0;
  for (const std::string& line : first) {
    const auto found = std::lower_bound(left.begin(), left.end(), line);
    if (found != left.end() && *found == line) {
      left.erase(found);
    } else if (++count <= limit) {
      result += std::string("    ") + sign + ' ' + escaped(line, "") + '\n';
    }
  }
  if (count > limit) result += std::string("    ") + sign + " … " + std::to_string(count - limit) + " more\n";
  return result;
}

std::string first_parting(const std::vector<std::string>& first, const std::vector<std::string>& second) {
  const auto [one, other] = std::mismatch(first.begin(), first.end(), second.begin(), second.end());
  if (one == first.end() || other == second.end()) return {};
  return "    same lines, other order; the first that differs is line " +
         std::to_string(one - first.begin() + 1) + "\n    - " + escaped(*one, "") + "\n    + " +
         escaped(*other, "") + '\n';
}

bool ends_line(std::string_view text) { return text.empty() || text.back() == '\n'; }

}  // namespace

std::string shell_quoted(std::string_view word) {
  if (!word.empty() && std::all_of(word.begin(), word.end(), is_plain)) return std::string(word);
  if (!std::all_of(word.begin(), word.end(), is_printable) || word.find('\'') != std::string_view::npos) {
    return "$'" + escaped(word, "\\'") + '\'';
  }
  return '\'' + std::string(word) + '\'';
}

std::string shell_command(const std::vector<std::string>& words) {
  std::string result;
  for (const std::string& word : words) result += (result.empty() ? "" : " ") + shell_quoted(word);
  return result;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string sorted_lines(std::string_view text) {
  std::vector<std::string> lines = split_lines(text);
  std::sort(lines.begin(), lines.end());
  std::string result;
  for (const std::string& line : lines) result += line + '\n';
  if (!ends_line(text)) result.pop_back();
  return result;
}

std::string difference(std::string_view first, std::string_view second, std::size_t limit) {
  if (first == second) return {};
  const auto lines = split_lines(first);
  const auto others = split_lines(second);
  std::string result = only_in(lines, others, '-', limit) + only_in(others, lines, '+', limit);
  if (result.empty()) result = first_parting(lines, others);
  if (ends_line(first) != ends_line(second)) {
    result += std::string("    ") + (ends_line(first) ? '+' : '-') + " ends without a newline\n";
  }
  return result;
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  while (true) {
    const std::size_t start = text.find_first_not_of(' ');
    if (start == std::string_view::npos) return words;
    text.remove_prefix(start);
    const std::size_t end = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

}  // namespace findo::support
