// Shell patterns: what they match, and by which way.
#include "plan/glob.hpp"

#include <clocale>
#include <fnmatch.h>
#include <string>

#include <catch2/catch.hpp>

using findo::plan::CaseRule;
using findo::plan::Glob;

namespace {

class InLocale {
 public:
  explicit InLocale(const char* name) : found_(std::setlocale(LC_ALL, name) != nullptr) {}
  ~InLocale() { std::setlocale(LC_ALL, "C"); }
  InLocale(const InLocale&) = delete;
  InLocale& operator=(const InLocale&) = delete;
  bool found() const { return found_; }

 private:
  bool found_;
};

bool matches(const std::string& pattern, const std::string& text, CaseRule rule = CaseRule::exact) {
  return Glob::make(pattern, rule).matches(text.c_str(), text.size());
}

std::string strategy(const std::string& pattern, CaseRule rule = CaseRule::exact) {
  return std::string(Glob::make(pattern, rule).strategy());
}

}  // namespace

TEST_CASE("glob: common shapes become plain comparisons", "[plan][glob]") {
  CHECK(strategy("core") == "literal");
  CHECK(strategy("") == "literal");
  CHECK(strategy("a\\*b") == "literal");
  CHECK(strategy("lib*") == "prefix");
  CHECK(strategy("*.c") == "suffix");
  CHECK(strategy("*conf*") == "contains");
  CHECK(strategy("*") == "any");
  CHECK(strategy("***") == "any");
  CHECK(strategy("lib*.so") == "prefix+suffix");
  CHECK(strategy("a?c") == "bytes");
  CHECK(strategy("*.[ch]") == "bytes");
  CHECK(strategy("a*b*c") == "bytes");
  CHECK(strategy("[a") == "fnmatch");
  CHECK(strategy("[[=a=]]") == "fnmatch");
  CHECK(strategy("a\\") == "never");
}

TEST_CASE("glob: a prefix and a suffix may not share bytes", "[plan][glob]") {
  CHECK(matches("ab*ba", "abba"));
  CHECK_FALSE(matches("ab*ba", "aba"));
}

TEST_CASE("glob: a star crosses slashes and takes leading dots", "[plan][glob]") {
  CHECK(matches("*", ".hidden"));
  CHECK(matches("./*c", "./a/b/.c"));
  CHECK(matches("*", ""));
  CHECK(matches("?x", "/x"));
}

TEST_CASE("glob: stars give back what later pieces need", "[plan][glob]") {
  CHECK(matches("*ab*ab?", "xabyababz"));
  CHECK(matches("a*a*a", "aaa"));
  CHECK_FALSE(matches("a*a*a", "aa"));
  CHECK_FALSE(matches("*ab*cd", "abcdx"));
}

TEST_CASE("glob: many stars on a long name stay cheap", "[plan][glob]") {
  std::string pattern;
  for (int i = 0; i < 60; ++i) pattern += "*a?";
  const std::string text(4000, 'a');
  CHECK(matches(pattern, text));
  CHECK_FALSE(matches(pattern + "b", text));
}

TEST_CASE("glob: an unclosed bracket is literal", "[plan][glob]") {
  CHECK(matches("[", "["));
  CHECK(matches("[ab", "[ab"));
  CHECK_FALSE(matches("[ab", "a"));
}

TEST_CASE("glob: a lone backslash at the end matches nothing", "[plan][glob]") {
  CHECK_FALSE(matches("\\", "\\"));
  CHECK_FALSE(matches("a\\", "a\\"));
  CHECK_FALSE(matches("*\\", "x\\"));
  CHECK(matches("\\\\", "\\"));
}

TEST_CASE("glob: a bracket cut off in a range matches nothing", "[plan][glob]") {
  CHECK(strategy("x[!\\a-") == "never");
  CHECK_FALSE(matches("[\\a-", "a"));
  CHECK(strategy("[\\a]-") == "fnmatch");
  CHECK(matches("[\\a]-", "a-"));
}

TEST_CASE("glob: brackets negate, range, class and hold their own brackets", "[plan][glob]") {
  CHECK(matches("[!a-c]", "d"));
  CHECK_FALSE(matches("[^a-c]", "b"));
  CHECK(matches("[]-]", "]"));
  CHECK(matches("[]-]", "-"));
  CHECK(matches("[[:digit:][:upper:]]x", "Ax"));
  CHECK_FALSE(matches("[[:digit:]]", "a"));
  CHECK(matches("[a-[:digit:]]", "a]") == (fnmatch("[a-[:digit:]]", "a]", 0) == 0));
}

TEST_CASE("glob: without case, brackets compare folded too", "[plan][glob]") {
  CHECK(matches("*.C", "x.c", CaseRule::fold));
  CHECK(matches("read*ME", "README", CaseRule::fold));
  CHECK(matches("[A-C]?", "bx", CaseRule::fold));
  CHECK_FALSE(matches("[@-_]", "A", CaseRule::fold));
  CHECK(matches("[@-_]", "A"));
}

TEST_CASE("glob: in UTF-8 a question mark is a character or else a byte", "[plan][glob][locale]") {
  const InLocale locale("C.UTF-8");
  REQUIRE(locale.found());
  CHECK(matches("?", "é"));
  CHECK(matches("??", "é"));
  CHECK_FALSE(matches("???", "é"));
  CHECK(matches("a?", "a\xFF"));
}

TEST_CASE("glob: in UTF-8 stars and text match bytes that are no characters", "[plan][glob][locale]") {
  const InLocale locale("C.UTF-8");
  REQUIRE(locale.found());
  CHECK(matches("a*", "a\xFF"));
  CHECK(matches("*\xA9", "\xC3\xA9"));
  CHECK(matches("\xFF*", "\xFFz"));
}

TEST_CASE("glob: in UTF-8 case folds as the locale does", "[plan][glob][locale]") {
  const InLocale locale("C.UTF-8");
  REQUIRE(locale.found());
  CHECK(matches("*É", "x\u00E9", CaseRule::fold));
  CHECK(matches("k*", "\u212Ax", CaseRule::fold));  // the Kelvin sign
  CHECK_FALSE(matches("k*", "\u212Ax"));
}

TEST_CASE("glob: in the C locale bytes above ASCII are single characters", "[plan][glob][locale]") {
  CHECK_FALSE(matches("?", "é"));
  CHECK(matches("??", "é"));
  CHECK(matches("[!a]", "\xE9"));
}
