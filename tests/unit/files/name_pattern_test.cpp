#include "files/name_pattern.hpp"

#include <string>

#include <catch2/catch.hpp>

namespace findo::files {
namespace {

using Kind = NameStep::Kind;
using Strategy = NamePattern::Strategy;

/// `*` a run, `?` any byte, `#` one of the digits, `0` one of nothing; any other byte itself.
NamePattern pattern(std::string_view text, NameCase names = NameCase::exact) {
  std::vector<NameStep> steps;
  for (char c : text) {
    NameStep step{c == '*'               ? Kind::run
                  : c == '?'             ? Kind::any_byte
                  : c == '#' || c == '0' ? Kind::one_of
                                         : Kind::byte};
    step.byte = names == NameCase::folded ? folded(c) : c;
    for (unsigned digit = '0'; c == '#' && digit <= '9'; ++digit) step.set.set(digit);
    steps.push_back(step);
  }
  return NamePattern::make(steps, names);
}

bool matches(std::string_view text, std::string_view name) { return pattern(text).matches(name); }

TEST_CASE("name pattern: the form of a pattern decides how it is matched", "[files][name-pattern]") {
  CHECK(pattern("").strategy() == Strategy::never);
  CHECK(pattern("a0b").strategy() == Strategy::never);
  CHECK(pattern("***").strategy() == Strategy::any);
  CHECK(pattern("core").strategy() == Strategy::literal);
  CHECK(pattern("lib*").strategy() == Strategy::prefix);
  CHECK(pattern("*.c").strategy() == Strategy::suffix);
  CHECK(pattern("lib*.so").strategy() == Strategy::prefix_and_suffix);
  CHECK(pattern("a*b*c").strategy() == Strategy::steps);
  CHECK(pattern("a?").strategy() == Strategy::steps);
  CHECK(pattern("core").text() == "core");
  CHECK(pattern("*.c").text() == ".c");
}

TEST_CASE("name pattern: texts before and behind a star do not overlap", "[files][name-pattern]") {
  CHECK(matches("ab*bc", "abbc"));
  CHECK(matches("ab*bc", "abxbc"));
  CHECK_FALSE(matches("ab*bc", "abc"));
  CHECK_FALSE(matches("lib*", "li"));
  CHECK(matches("lib*", "lib"));
  CHECK(matches("*.c", ".c"));
  CHECK_FALSE(matches("*.c", "c"));
}

TEST_CASE("name pattern: a star takes more where the rest fails", "[files][name-pattern]") {
  CHECK(matches("a*b*c", "abbcbc"));
  CHECK(matches("*ab?", "aababx"));
  CHECK_FALSE(matches("*ab?", "aabab"));
  CHECK(matches("?*?", "ab"));
  CHECK_FALSE(matches("?*?", "a"));
  CHECK(matches("a*#", "a12"));
  CHECK_FALSE(matches("a*#x", "a12"));
  CHECK(matches("*#*", "x1y"));
  CHECK(matches("a?**", "ab"));
}

TEST_CASE("name pattern: much repetition takes no long time", "[files][name-pattern]") {
  std::string stars;
  for (int i = 0; i < 100; ++i) stars += "a*";
  CHECK_FALSE(matches(stars + "b", std::string(255, 'a')));
  CHECK(matches(stars, std::string(255, 'a')));
}

TEST_CASE("name pattern: letters of ASCII fold, no other bytes", "[files][name-pattern]") {
  const auto folds = [](std::string_view text, std::string_view name) {
    return pattern(text, NameCase::folded).matches(name);
  };
  CHECK(folds("Make*", "mAKEfile"));
  CHECK(folds("FOO", "foo"));
  CHECK(folds("*.C", "x.c"));
  CHECK(folds("?O*B", "fob"));
  CHECK_FALSE(folds("[", "{"));
  CHECK_FALSE(folds("\xC3\x89", "\xC3\xA9"));
  CHECK_FALSE(matches("foo", "Foo"));
}

TEST_CASE("name pattern: needed bits are those of bytes that every match has", "[files][name-pattern]") {
  const auto bits = [](std::string_view text) {
    ByteBits all = 0;
    for (char c : text) all |= bits_of(c);
    return all;
  };
  CHECK(pattern("*.c").needed_bits() == bits(".c"));
  CHECK(pattern("a?#b*").needed_bits() == bits("ab"));
  CHECK(pattern("*").needed_bits() == 0);
  CHECK(bits("Makefile.C") == bits("mAKEFILE.c"));
  CHECK(bits("a") != bits("b"));
  CHECK(bits("~") != bits("#"));
}

TEST_CASE("name pattern: any byte is a byte", "[files][name-pattern]") {
  CHECK(matches("?", "\xFF"));
  CHECK_FALSE(matches("?", "\xC3\xA9"));
  CHECK(matches("*\xFF", "a\xFF"));
}

}  // namespace
}  // namespace findo::files
