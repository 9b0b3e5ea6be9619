#include "files/ignore_file.hpp"

#include <string>

#include <catch2/catch.hpp>

namespace findo::files {
namespace {

std::shared_ptr<const IgnoreFile> file_of(std::string_view text, NameCase names = NameCase::exact) {
  return IgnoreFile::make("rules", text, IgnoreFileKind::git, names);
}

/// LINE TEXT of the rule that decides over a path; one that ends with a slash is a directory. "none" for no
/// rule.
std::string decisive(const IgnoreFile& file, std::string_view path) {
  const bool is_directory = path.ends_with('/');
  if (is_directory) path.remove_suffix(1);
  const IgnoreVerdict verdict = file.verdict(path, is_directory);
  if (!verdict) return "none";
  return std::to_string(verdict.line()) + ' ' + std::string(verdict.text());
}

std::string decisive(std::string_view text, std::string_view path) { return decisive(*file_of(text), path); }

TEST_CASE("ignore file: the last rule decides, by its line and its text", "[files][ignore]") {
  CHECK(decisive("*.o\n!a.o\n", "a.o") == "2 !a.o");
  CHECK(decisive("*.o\n!a.o\n", "b.o") == "1 *.o");
  CHECK(decisive("!a.o\n*.o\n", "a.o") == "2 *.o");
  CHECK(decisive("*.o\n", "a.c") == "none");
}

TEST_CASE("ignore file: ignored, re-included, or nothing", "[files][ignore]") {
  const auto file = file_of("*.o\n!a.o\n");
  CHECK(file->verdict("b.o", false).is_ignored());
  CHECK_FALSE(file->verdict("a.o", false).is_ignored());
  CHECK(file->verdict("a.o", false));
  CHECK_FALSE(file->verdict("c", false));
  CHECK_FALSE(IgnoreVerdict().is_ignored());
  CHECK(file->verdict("b.o", false).file().path() == "rules");
}

TEST_CASE("ignore file: comments and blank lines count as lines, and as nothing else", "[files][ignore]") {
  CHECK(decisive("# x\n\n   \na\n", "a") == "4 a");
  CHECK(decisive("#a\n", "#a") == "none");
  CHECK(decisive("\\#a\n", "#a") == "1 \\#a");
  CHECK(decisive(" #a\n", " #a") == "1  #a");
  CHECK(decisive("!#a\n", "#a") == "1 !#a");
}

TEST_CASE("ignore file: an exclamation mark negates only in front and unescaped", "[files][ignore]") {
  CHECK(file_of("\\!a\n")->verdict("!a", false).is_ignored());
  CHECK_FALSE(file_of("!!a\n")->verdict("!a", false).is_ignored());
  CHECK(file_of("a!\n")->verdict("a!", false).is_ignored());
  CHECK(decisive("!\n", "!") == "none");
}

TEST_CASE("ignore file: blanks at the end go unless a backslash protects them", "[files][ignore]") {
  CHECK(decisive("a  \n", "a") == "1 a");
  CHECK(decisive("a\\ \n", "a ") == "1 a\\ ");
  CHECK(decisive("a\\  \n", "a ") == "1 a\\ ");
  CHECK(decisive("a \\ \n", "a  ") == "1 a \\ ");
  CHECK(decisive("a\\\\ \n", "a\\") == "1 a\\\\");
  CHECK(decisive("a b\n", "a b") == "1 a b");
  CHECK(decisive(" a\n", " a") == "1  a");
  CHECK(decisive("a\t\n", "a\t") == "1 a\t");
  CHECK(decisive("a\t\n", "a") == "none");
  CHECK(decisive("a/  \n", "a/") == "1 a/");
}

TEST_CASE("ignore file: one carriage return before the newline belongs to it", "[files][ignore]") {
  CHECK(decisive("a\r\nb\r", "a") == "1 a");
  CHECK(decisive("a\r\nb\r", "b") == "2 b");
  CHECK(decisive("a\r\r\n", "a\r") == "1 a\r");
  CHECK(decisive("\r\na\r\n", "a") == "2 a");
  CHECK(decisive("a \r\n", "a") == "1 a");
}

TEST_CASE("ignore file: a byte order mark, a NUL, a missing last newline", "[files][ignore]") {
  CHECK(decisive("\xEF\xBB\xBF"
                 "a\n",
                 "a") == "1 a");
  CHECK(decisive("a\n\xEF\xBB\xBF"
                 "b\n",
                 "b") == "none");
  CHECK(decisive(std::string_view("a\0b\nc\n", 6), "a") == "1 a");
  CHECK(decisive(std::string_view("a\0b\nc\n", 6), "c") == "2 c");
  CHECK(decisive("a\nb", "b") == "2 b");
  CHECK(file_of("")->empty());
  CHECK(file_of("# nothing\n[\n")->empty());
}

TEST_CASE("ignore file: a slash at the end is for directories only", "[files][ignore]") {
  CHECK(decisive("a/\n", "a/") == "1 a/");
  CHECK(decisive("a/\n", "a") == "none");
  CHECK(decisive("a/\n", "x/a/") == "1 a/");
  CHECK(decisive("/a/\n", "x/a/") == "none");
  CHECK(decisive("a\nx\n!a/\n", "a") == "1 a");
  CHECK(decisive("a\nx\n!a/\n", "a/") == "3 !a/");
  CHECK(decisive("a//\n", "a/") == "none");
  CHECK(decisive("*/\n", "a/") == "1 */");
}

// ---- the index

/// As decisive(), but by the index alone: for names, in whatever directory.
std::string found(std::string_view text, std::string_view name, bool is_directory = false,
                  NameCase names = NameCase::exact) {
  const auto file = file_of(text, names);
  const RuleNumber rule = file->last_rule_anywhere(IgnoreName(name), is_directory);
  const IgnoreVerdict verdict(*file, rule);
  return verdict ? std::to_string(verdict.line()) : "none";
}

TEST_CASE("ignore file: the index finds the last rule of any form", "[files][ignore]") {
  constexpr std::string_view kRules = "a.c\n*.c\na*\n!a.c\n**/b.c\n*.tar.gz\n[xy]\n*~\nc*d\n";
  CHECK(found(kRules, "a.c") == "4");
  CHECK(found(kRules, "b.c") == "5");
  CHECK(found(kRules, "c.c") == "2");
  CHECK(found(kRules, "a.d") == "3");
  CHECK(found(kRules, "x.tar.gz") == "6");
  CHECK(found(kRules, "y") == "7");
  CHECK(found(kRules, "z~") == "8");
  CHECK(found(kRules, "cd") == "9");
  CHECK(found(kRules, "d") == "none");
  CHECK(found("a*\na.c\n", "a.c") == "2");
  CHECK(found("a.c\na*\n", "a.c") == "2");
}

TEST_CASE("ignore file: the index tells rules for directories from rules for all", "[files][ignore]") {
  CHECK(found("a\na/\n", "a", false) == "1");
  CHECK(found("a\na/\n", "a", true) == "2");
  CHECK(found("a/\na\n", "a", true) == "2");
  CHECK(found("*.d\n!*.d/\n", "x.d", false) == "1");
  CHECK(found("*.d\n!*.d/\n", "x.d", true) == "2");
  CHECK(found("a?/\n", "ab", false) == "none");
  CHECK(found("a?/\n", "ab", true) == "1");
}

TEST_CASE("ignore file: the index folds case where it is ignored", "[files][ignore]") {
  CHECK(found("Makefile\n", "MAKEFILE", false, NameCase::folded) == "1");
  CHECK(found("*.C\n", "x.c", false, NameCase::folded) == "1");
  CHECK(found("Makefile\n", "MAKEFILE") == "none");
  CHECK(found("*.C\n", "x.c") == "none");
  CHECK(found("a\nA\n", "a") == "1");
  CHECK(found("a\nA\n", "A") == "2");
}

TEST_CASE("ignore file: extensions begin at the last dot", "[files][ignore]") {
  CHECK(found("*.c\n", ".c") == "1");
  CHECK(found("*.c\n", "a.b.c") == "1");
  CHECK(found("*.c\n", "a.c.") == "none");
  CHECK(found("*.\n", "a.") == "1");
  CHECK(found("*.\n", "a.b") == "none");
  CHECK(found("*c\n", "a.c") == "1");
  CHECK(found("*..c\n", "a..c") == "1");
}

TEST_CASE("ignore file: of many rules each is found", "[files][ignore]") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "name" + std::to_string(i) + "\n*.e" + std::to_string(i) + '\n';
  const auto file = file_of(text);
  for (int i = 0; i < 1000; ++i) {
    const std::string number = std::to_string(i);
    CHECK(file->last_rule_anywhere(IgnoreName("name" + number), false) == RuleNumber(2 * i + 1));
    CHECK(file->last_rule_anywhere(IgnoreName("x.e" + number), false) == RuleNumber(2 * i + 2));
    CHECK(file->last_rule_anywhere(IgnoreName("other" + number), false) == 0);
  }
}

TEST_CASE("ignore file: rules that depend on the directory are placed, the last first", "[files][ignore]") {
  const auto file = file_of("/a\nb\nc/d/\n**/e\nf**/g\n");
  REQUIRE(file->placed_ways().size() == 4);
  CHECK(file->placed_ways()[0].rule == 5);
  CHECK(file->placed_ways()[1].rule == 5);
  CHECK(file->placed_ways()[2].rule == 3);
  CHECK(file->placed_ways()[2].is_for_directories);
  CHECK(file->placed_ways()[3].rule == 1);
}

TEST_CASE("ignore file: the first malformed pattern is known by its line; what is blank is not malformed",
          "[files][ignore]") {
  CHECK(file_of("# a[\n\n   \n!\n/\n*.o\na/**/b\n[a]\n")->malformed_line() == 0);
  CHECK(file_of("a\nb[\nc[\n")->malformed_line() == 2);
  CHECK(file_of("a\n!b[/\n")->malformed_line() == 2);
  CHECK(file_of("a[/b\n")->malformed_line() == 1);
  CHECK(file_of("a\\\n")->malformed_line() == 1);
  CHECK(file_of("[[:nothing:]]\n")->malformed_line() == 1);
}

TEST_CASE("ignore file: more rules take more room", "[files][ignore]") {
  CHECK(file_of("a\nb\n")->size_bytes() > file_of("a\n")->size_bytes());
}

}  // namespace
}  // namespace findo::files
