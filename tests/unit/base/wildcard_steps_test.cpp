#include "base/wildcard_steps.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace {

/// What a pattern of letters and stars means, tried out.
bool matches_by_definition(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] != '*')
    return !text.empty() && pattern[0] == text[0] && matches_by_definition(pattern.substr(1), text.substr(1));
  for (std::size_t taken = 0; taken <= text.size(); ++taken) {
    if (matches_by_definition(pattern.substr(1), text.substr(taken))) return true;
  }
  return false;
}

/// All words of up to so many of the letters.
std::vector<std::string> words_of(std::string_view letters, std::size_t most) {
  std::vector<std::string> words{""};
  for (std::size_t begin = 0, length = 0; length < most; ++length) {
    const std::size_t end = words.size();
    for (; begin < end; ++begin) {
      for (const char letter : letters) words.push_back(words[begin] + letter);
    }
  }
  return words;
}

bool matches(std::string_view pattern, std::string_view text, bool skips) {
  const auto next_start = [&](std::size_t from, char step) {
    return skips && step != '*' ? std::min(text.find(step, from), text.size()) : from;
  };
  return findo::base::match_steps<char>(pattern, '*', text, std::equal_to<>(), next_start);
}

}  // namespace

TEST_CASE("wildcard steps: all short patterns match what they say, with and without skipping", "[base]") {
  const auto texts = words_of("ab", 6);
  for (const std::string& pattern : words_of("ab*", 6)) {
    for (const std::string& text : texts) {
      const bool expected = matches_by_definition(pattern, text);
      if (matches(pattern, text, false) != expected) FAIL(pattern << " and " << text);
      if (matches(pattern, text, true) != expected) FAIL(pattern << " and " << text << ", skipping");
    }
  }
}

TEST_CASE("wildcard steps: many stars take no longer than steps times bytes", "[base]") {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  CHECK_FALSE(matches(pattern + "b", std::string(5'000, 'a'), false));
}
