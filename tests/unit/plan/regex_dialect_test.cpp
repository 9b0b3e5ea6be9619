// The dialects of -regex, and what they are called in RE2.
#include "plan/regex_dialect.hpp"

#include <string>

#include <catch2/catch.hpp>

using findo::language::regex_dialect_names;
using findo::language::RegexDialect;
using findo::language::try_regex_dialect;
using findo::plan::Alphabet;
using findo::plan::RegexError;
using findo::plan::RegexSyntax;
using findo::plan::syntax_bits;
using findo::plan::translate_regex;

namespace {

RegexSyntax syntax_of(const char* dialect) {
  return {syntax_bits(*try_regex_dialect(dialect)), false, false};
}

std::string re2(const char* dialect, const std::string& pattern) {
  const auto translation = translate_regex(pattern, syntax_of(dialect), Alphabet::bytes());
  if (!translation) return "error: " + translation.error().message;
  return translation->needs_backtracking ? "backtracking" : translation->re2;
}

std::string re2_without_case(const std::string& pattern) {
  RegexSyntax syntax = syntax_of("posix-extended");
  syntax.fold_case = true;
  return translate_regex(pattern, syntax, Alphabet::bytes())->re2;
}

RegexError error(const char* dialect, const std::string& pattern) {
  auto translation = translate_regex(pattern, syntax_of(dialect), Alphabet::bytes());
  return translation ? RegexError{} : translation.error();
}

}  // namespace

TEST_CASE("regex dialects: every name is known and nothing else", "[plan][regex]") {
  CHECK(regex_dialect_names().size() == 13);
  for (const auto name : regex_dialect_names()) CHECK(try_regex_dialect(name));
  CHECK(try_regex_dialect("emacs") == RegexDialect::emacs);
  CHECK_FALSE(try_regex_dialect("Emacs"));
  CHECK_FALSE(try_regex_dialect("posix"));
  CHECK(RegexDialect{} == RegexDialect::emacs);
}

TEST_CASE("regex dialects: who writes groups and alternatives with backslashes", "[plan][regex]") {
  CHECK(re2("emacs", "\\(a\\|b\\)+") == "(?:a|b)+");
  CHECK(re2("emacs", "(a|b)+") == "\\(a\\|b\\)+");
  CHECK(re2("posix-basic", "\\(a\\)\\+") == "(?:a)+");
  CHECK(re2("posix-basic", "(a)+") == "\\(a\\)\\+");
  CHECK(re2("posix-extended", "(a|b)?") == "(?:a|b)?");
  CHECK(re2("posix-minimal-basic", "a\\+\\|b") == "a\\+\\|b");
  CHECK(re2("awk", "a|b\\|c") == "a|b\\|c");
}

TEST_CASE("regex dialects: who has intervals, and what they are else", "[plan][regex]") {
  CHECK(re2("posix-extended", "a{2,3}") == "a{2,3}");
  CHECK(re2("posix-basic", "a\\{2,\\}b{2}") == "a{2,}b\\{2\\}");
  CHECK(re2("emacs", "a{2}\\{3\\}") == "a\\{2\\}\\{3\\}");
  CHECK(re2("awk", "a{2}") == "a\\{2\\}");
  CHECK(re2("egrep", "a{x}") == "a\\{x\\}");
  CHECK(re2("posix-extended", "a{x}") == "error: Invalid content of \\{\\}");
  CHECK(re2("posix-extended", "a{,2}") == "a{0,2}");
  CHECK(re2("posix-extended", "xa{0}y") == "xy");
  CHECK(re2("egrep", "a{32768}") == "error: Regular expression too big");
}

TEST_CASE("regex dialects: newline separates alternatives in grep and egrep only", "[plan][regex]") {
  CHECK(re2("grep", "a\nb") == "a|b");
  CHECK(re2("egrep", "a\n^b") == "a|(?m:^)b");
  CHECK(re2("posix-basic", "a\nb") == "a\\x{0a}b");
}

TEST_CASE("regex dialects: what a dot takes", "[plan][regex]") {
  CHECK(re2("emacs", ".") == "[^\\x{0a}]");
  CHECK(re2("findutils-default", ".") == "(?s:.)");
  CHECK(re2("posix-extended", ".") == "[^\\x{00}]");
  CHECK(re2("posix-minimal-basic", ".") == "[^\\x{00}]");
  CHECK(re2("egrep", ".") == "(?s:.)");
}

TEST_CASE("regex dialects: an operator with nothing before it", "[plan][regex]") {
  CHECK(re2("emacs", "*a") == "\\*a");
  CHECK(re2("posix-basic", "\\(*a\\)") == "(?:\\*a)");
  CHECK(re2("posix-basic", "^*a") == "(?m:^)\\*a");
  CHECK(re2("egrep", "*a") == "a");
  CHECK(re2("posix-extended", "*a") == "error: Invalid preceding regular expression");
  CHECK(re2("posix-basic", "\\{1\\}") == "error: Invalid preceding regular expression");
}

TEST_CASE("regex dialects: anchors that depend on their place", "[plan][regex]") {
  CHECK(re2("posix-basic", "a^b$c") == "a\\^b\\$c");
  CHECK(re2("posix-basic", "\\(^a$\\)") == "(?:(?m:^)a(?m:$))");
  CHECK(re2("posix-extended", "a^b$c") == "a(?m:^)b(?m:$)c");
  CHECK(re2("emacs", "\\`a\\'") == "\\Aa\\z");
  CHECK(re2("awk", "\\`a") == "`a");
}

TEST_CASE("regex dialects: repeated repetitions become one", "[plan][regex]") {
  CHECK(re2("emacs", "a**") == "a*");
  CHECK(re2("emacs", "a+?") == "a*");
  CHECK(re2("emacs", "a++") == "a+");
  CHECK(re2("posix-extended", "a{2}*") == "(?:a{2})*");
  CHECK(re2("posix-basic", "a**") == "error: Invalid preceding regular expression");
}

TEST_CASE("regex dialects: classes are written as ranges", "[plan][regex]") {
  CHECK(re2("posix-extended", "[a-c[:digit:]]") == "[0-9a-c]");
  CHECK(re2("posix-extended", "[^]a]") == "[^\\x{5d}a]");
  CHECK(re2("posix-extended", "[[.-.]x]") == "[\\x{2d}x]");
  CHECK(re2("posix-extended", "[[=a=]]") == "a");
  CHECK(re2("emacs", "[[:alpha:]]") == "[\\x{3a}\\x{5b}ahlp]\\]");
  CHECK(re2("emacs", "[z-a]") == "[^\\x00-\\x{10ffff}]");
  CHECK(re2("posix-extended", "[z-a]") == "error: Invalid range end");
  CHECK(re2("emacs", "\\w\\S") == "[0-9A-Z\\x{5f}a-z][^\\x{09}-\\x{0d}\\x{20}]");
}

TEST_CASE("regex dialects: a backslash in a bracket", "[plan][regex]") {
  CHECK(re2("posix-extended", "[\\]]") == "\\\\\\]");
  CHECK(re2("gnu-awk", "[\\]]") == "\\]");
  CHECK(re2("awk", "[a\\-c]") == "[\\x{2d}ac]");
}

TEST_CASE("regex dialects: without case every letter is a class", "[plan][regex]") {
  CHECK(re2_without_case("a1") == "[Aa]1");
  CHECK(re2_without_case("[^b]") == "[^Bb]");
  CHECK(re2_without_case("[[:lower:]]") == "[A-Za-z]");
  CHECK(re2_without_case("[a-~]") == "[A-\\x{7e}]");
}

TEST_CASE("regex dialects: without case an escaped letter matches nothing, as in glibc", "[plan][regex]") {
  CHECK(re2_without_case("\\a") == "[^\\x00-\\x{10ffff}]");
}

TEST_CASE("regex dialects: what RE2 can not say is left to backtracking", "[plan][regex]") {
  CHECK(re2("emacs", "\\(a\\)\\1") == "backtracking");
  CHECK(re2("emacs", "\\<a") == "backtracking");
  CHECK(re2("emacs", "a\\>") == "backtracking");
  CHECK(re2("emacs", "\\ba") == "\\ba");
  CHECK(re2("posix-extended", "(^a)+") == "backtracking");
  CHECK(re2("posix-extended", "((^a)b){2}") == "backtracking");
  CHECK(re2("awk", "(a)\\1") == "(?:a)1");
}

TEST_CASE("regex dialects: back-references need a group that is complete", "[plan][regex]") {
  CHECK(re2("posix-extended", "\\1(a)") == "error: Invalid back reference");
  CHECK(re2("posix-extended", "(a)|\\1") == "error: Invalid back reference");
  CHECK(re2("posix-extended", "(a)|(b)\\2") == "backtracking");
  CHECK(re2("posix-extended", "(a\\1)") == "error: Invalid back reference");
}

TEST_CASE("regex dialects: errors point at their cause", "[plan][regex]") {
  CHECK(error("posix-extended", "ab(c").offset == 2);
  CHECK(error("posix-extended", "ab(c").length == 1);
  CHECK(error("posix-extended", "ab(c").message == "Unmatched ( or \\(");
  CHECK(error("emacs", "ab\\)c").offset == 2);
  CHECK(error("emacs", "ab\\)c").length == 2);
  CHECK(error("posix-basic", "x[[:foo:]]").offset == 2);
  CHECK(error("posix-basic", "x[[:foo:]]").length == 7);
  CHECK(error("emacs", "abc\\").offset == 3);
  CHECK(error("posix-extended", "xa{3,2}").offset == 2);
  CHECK(error("posix-extended", "xa{3,2}").length == 5);
  CHECK(error("posix-extended", "x[a").offset == 1);
  CHECK(error("posix-extended", "x[z-a]").offset == 2);
  CHECK(error("posix-extended", "x[z-a]").length == 3);
}

TEST_CASE("regex dialects: a name in a bracket ends within 31 bytes, however few characters they are",
          "[plan][regex]") {
  const std::string begin = "[[:" + std::string(30, 'a');
  const auto message = [&](const std::string& end) {
    return translate_regex(begin + end, syntax_of("posix-extended"), Alphabet::unicode()).error().message;
  };
  CHECK(message("a:]]") == "Invalid character class name");
  CHECK(message("\u0362:]]") == "Unmatched [, [^, [:, [., or [=");
}

TEST_CASE("regex dialects: a hundred thousand parentheses are refused, not a crash", "[plan][regex]") {
  CHECK(error("posix-extended", std::string(100'000, '(')).message == "Regular expression too big");
  CHECK(re2("emacs", "a" + std::string(100'000, '*')) == "a*");
}
