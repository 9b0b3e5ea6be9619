// A fuzzer's input, taken apart: bytes of choices, texts that end in a NUL, words of a command line.
#pragma once

#include <algorithm>
#include <clocale>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "language/primaries.hpp"

namespace findo::fuzz {

/// Ends the fuzzer, with a report of the input, unless it holds.
inline void require(bool condition) {
  if (!condition) std::abort();
}

/// Goes into the locale, unless it is in it already.
inline void enter_locale(bool utf8) {
  static int current = -1;
  if (current == static_cast<int>(utf8)) return;
  current = static_cast<int>(utf8);
  require(std::setlocale(LC_ALL, utf8 ? "C.UTF-8" : "C") != nullptr);
}

/// Whether `length` bytes from `offset` on lie in a text of `size` bytes.
inline bool is_inside(std::size_t offset, std::size_t length, std::size_t size) {
  return offset <= size && length <= size - offset;
}

/// Whether glibc may need more time or memory to compile a regular expression than a fuzzer has: what may be
/// empty and is repeated again and again takes it both without bound, as does a long one.
inline bool is_costly_for_glibc(std::string_view pattern) {
  constexpr std::size_t kLongest = 64;
  constexpr auto kMostRepetitions = 5;
  constexpr auto kMostWithIntervals = 3;
  const auto repetitions = std::count_if(pattern.begin(), pattern.end(), [](char c) {
    return std::string_view("*+?{").find(c) != std::string_view::npos;
  });
  const bool has_interval = pattern.find('{') != std::string_view::npos;
  return pattern.size() > kLongest || repetitions > (has_interval ? kMostWithIntervals : kMostRepetitions);
}

class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}

  bool empty() const { return rest_.empty(); }
  /// 0 where nothing is left.
  std::uint8_t take_byte() {
    if (rest_.empty()) return 0;
    const auto byte = static_cast<std::uint8_t>(rest_[0]);
    rest_.remove_prefix(1);
    return byte;
  }
  /// What stands before the next NUL, or all the rest.
  std::string_view take_text() {
    const std::string_view text = rest_.substr(0, rest_.find('\0'));
    rest_.remove_prefix(std::min(text.size() + 1, rest_.size()));
    return text;
  }
  std::string_view take_rest() { return std::exchange(rest_, {}); }

 private:
  std::string_view rest_;
};

/// The words of a command line, each ending in a NUL. A byte 0xFF and another stand for a whole primary, so
/// that a fuzzer need not find the spelling of each.
inline std::vector<std::string> words_of(Input& input, std::size_t most) {
  constexpr char kPrimary = '\xFF';
  std::vector<std::string> words;
  while (!input.empty() && words.size() < most) {
    const std::string_view text = input.take_text();
    if (text.size() == 2 && text[0] == kPrimary) {
      const auto rows = language::primary_rows();
      words.emplace_back(rows[static_cast<std::uint8_t>(text[1]) % rows.size()].word);
    } else {
      words.emplace_back(text);
    }
  }
  return words;
}

}  // namespace findo::fuzz
