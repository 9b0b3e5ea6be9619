// The literals that stand in for a regular expression, and both together against RE2 alone.
#include "plan/content_pattern.hpp"

#include <regex>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "plan/literal_finder.hpp"
#include "plan/required_literals.hpp"
#include "support/random.hpp"

using namespace findo::plan;
using findo::support::Random;

namespace {

std::string required(std::string_view pattern, CaseRule rule = CaseRule::exact) {
  const RequiredLiterals found = required_literals(pattern, rule);
  std::string text;
  for (const std::string& literal : found.literals) text += (text.empty() ? "" : "|") + literal;
  return (found.is_all ? "=" : "") + text;
}

bool is_in(const ContentPattern& pattern, const std::string& text) {
  return pattern.is_in(text, 0, text.size());
}

std::string random_text(Random& random, std::size_t longest) {
  std::string text;
  for (std::size_t i = random.below(longest + 1); i > 0; --i) text += "abcAB\n_x"[random.below(8)];
  return text;
}

std::string random_pattern(Random& random) {
  constexpr const char* kPieces[] = {"a",  "b",           "c",  "abc", "ab",    "(ab|ba)", "(a|b)",    "[ab]",
                                     ".",  "a*",          "b+", "c?",  "(ab)+", "^",       "$",        "|",
                                     "_x", "(a|bc|abca)", "(",  ")",   "\\_",   "a{2}",    "(ab){0,2}"};
  std::string pattern;
  for (std::size_t i = random.below(6) + 1; i > 0; --i) pattern += random.pick(kPieces);
  return pattern;
}

/// By the standard library, line by line.
bool reference(const std::regex& regex, const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (std::regex_search(text.substr(at, end - at), regex)) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

TEST_CASE("required literals: what every match holds", "[plan][content]") {
  CHECK(required("foo") == "=foo");
  CHECK(required("foo|bar") == "=foo|bar");
  CHECK(required("fo(o|x)") == "=foo|fox");
  CHECK(required("^foo$") == "foo");
  CHECK(required("foo[0-9]+barbar") == "barbar");
  CHECK(required("foo.*b") == "foo");
  CHECK(required("(kmalloc|kzalloc)_[a-z]+\\(") == "kmalloc_|kzalloc_");
  CHECK(required("foo*") == "fo");
  CHECK(required("foo+") == "fo");
  CHECK(required("(foo)?bar") == "bar");
  CHECK(required("(foo){0,2}bar") == "bar");
  CHECK(required("a\\.b") == "=a.b");
  CHECK(required("foo|") == "");
  CHECK(required("foo|[a-z]") == "");
  CHECK(required("(?i)foo") == "");
  CHECK(required("\\Qfoo\\E") == "");
  CHECK(required("x\xC3\xA9*") == "x");
  CHECK(required("disk", CaseRule::fold) == "di");
  CHECK(required("[[:alpha:]]foo[]x]") == "foo");
}

TEST_CASE("literal finder: the first of several, at every place and near the end", "[plan][content]") {
  for (std::uint64_t number = 0; number < 3000; ++number) {
    Random random(1, 11, number);
    std::string text;
    for (std::size_t i = random.below(400); i > 0; --i) text += "abcABx"[random.below(6)];
    std::vector<std::string> literals;
    for (std::size_t i = random.below(3) + 1; i > 0; --i) {
      literals.emplace_back();
      for (std::size_t k = random.below(7) + 1; k > 0; --k) literals.back() += "abc"[random.below(3)];
    }
    std::size_t expected = std::string::npos;
    for (const std::string& literal : literals) expected = std::min(expected, text.find(literal));
    INFO(text);
    CHECK(LiteralFinder(literals, CaseRule::exact).find(text, 0) == expected);
    std::string low = text;
    for (char& c : low) c = c == 'A' ? 'a' : c == 'B' ? 'b' : c;
    expected = std::string::npos;
    for (const std::string& literal : literals) expected = std::min(expected, low.find(literal));
    CHECK(LiteralFinder(literals, CaseRule::fold).find(text, 0) == expected);
  }
}

TEST_CASE("content pattern: as the standard library has it, in 5,000 random cases", "[plan][content]") {
  std::size_t matched = 0;
  std::size_t compared = 0;
  for (std::uint64_t number = 0; number < 5000; ++number) {
    Random random(1, 12, number);
    const std::string pattern = random_pattern(random);
    const auto ours = ContentPattern::compile(pattern, CaseRule::exact);
    if (!ours) continue;
    std::regex theirs;
    try {
      theirs.assign(pattern, std::regex::ECMAScript);
    } catch (const std::regex_error&) {
      continue;
    }
    for (int i = 0; i < 3; ++i) {
      std::string text = random_text(random, 90);
      if (text.empty() || text.ends_with('\n')) text += 'x';  // whose end would be a line more
      const bool expected = reference(theirs, text);
      ++compared;
      matched += expected ? 1 : 0;
      if (is_in(*ours, text) != expected) FAIL_CHECK(pattern << " in " << text << ": expected " << expected);
    }
  }
  CHECK(compared > 5000);
  CHECK(matched > 1000);
}

TEST_CASE("content pattern: what is no expression is refused with the place", "[plan][content]") {
  const auto error = ContentPattern::compile("ab[z-a]", CaseRule::exact).error();
  CHECK(error.offset == 3);
  CHECK(error.length == 3);
  CHECK_FALSE(ContentPattern::compile("(a", CaseRule::exact));
  CHECK_FALSE(ContentPattern::compile("(a)\\1", CaseRule::exact));
}

TEST_CASE("content pattern: a newline in the pattern matches in no line", "[plan][content]") {
  const auto bound = [](std::string_view pattern) {
    auto compiled = ContentPattern::compile(pattern, CaseRule::exact);
    REQUIRE(compiled);
    return std::move(*compiled);
  };
  CHECK_FALSE(is_in(bound("\n"), "\n"));
  CHECK_FALSE(is_in(bound("one\ntwo"), "one\ntwo"));
  CHECK(is_in(bound("one\ntwo|two"), "one\ntwo"));
}
