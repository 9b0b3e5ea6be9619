#include "files/ignore_pattern.hpp"

#include <string>

#include <catch2/catch.hpp>

namespace findo::files {
namespace {

bool matches(std::string_view pattern, std::string_view path, NameCase names = NameCase::exact) {
  return IgnorePattern::make(pattern, names).matches(path);
}

TEST_CASE("ignore pattern: without a slash it is for names in whatever directory", "[files][ignore]") {
  CHECK(matches("foo", "foo"));
  CHECK(matches("foo", "a/b/foo"));
  CHECK_FALSE(matches("foo", "foo/a"));
  CHECK(matches("*.c", "a/b.c"));
  CHECK(matches("**", "a/b"));
  CHECK(matches("f**o", "a/foo"));
}

TEST_CASE("ignore pattern: a slash at the beginning or in the middle ties it to the base",
          "[files][ignore]") {
  CHECK(matches("/foo", "foo"));
  CHECK_FALSE(matches("/foo", "a/foo"));
  CHECK(matches("a/foo", "a/foo"));
  CHECK(matches("/a/foo", "a/foo"));
  CHECK_FALSE(matches("a/foo", "b/a/foo"));
  CHECK(matches("a/*", "a/b"));
  CHECK_FALSE(matches("a/*", "a/b/c"));
}

TEST_CASE("ignore pattern: star, question mark and bracket take no slash", "[files][ignore]") {
  CHECK_FALSE(matches("a/*", "a"));
  CHECK_FALSE(matches("/a*b", "a/b"));
  CHECK_FALSE(matches("/a?b", "a/b"));
  CHECK_FALSE(matches("/a[/]b", "a/b"));
  CHECK_FALSE(matches("/a[!x]b", "a/b"));
  CHECK(matches("a/b[!x]c", "a/bbc"));
}

TEST_CASE("ignore pattern: two stars before a slash are any number of directories", "[files][ignore]") {
  for (const char* path : {"foo", "a/foo", "a/b/foo"}) CHECK(matches("**/foo", path));
  CHECK_FALSE(matches("**/foo", "foo/a"));
  CHECK(matches("**/a/foo", "a/foo"));
  CHECK(matches("**/a/foo", "a/a/foo"));
  CHECK(matches("**/a/foo", "b/a/foo"));
  CHECK_FALSE(matches("**/a/foo", "a/b/foo"));
}

TEST_CASE("ignore pattern: two stars behind a slash are everything inside", "[files][ignore]") {
  CHECK(matches("a/**", "a/b"));
  CHECK(matches("a/**", "a/b/c"));
  CHECK_FALSE(matches("a/**", "a"));
  CHECK_FALSE(matches("a/**", "b/a/c"));
  CHECK(matches("/**", "a/b"));
}

TEST_CASE("ignore pattern: two stars between slashes are any number of directories", "[files][ignore]") {
  for (const char* path : {"a/b", "a/x/b", "a/x/y/b", "a/b/b"}) CHECK(matches("a/**/b", path));
  CHECK_FALSE(matches("a/**/b", "ab"));
  CHECK_FALSE(matches("a/**/b", "x/a/b"));
  CHECK(matches("a/**/b/**/c", "a/b/x/b/c"));
  CHECK(matches("a/**/**/b", "a/b"));
  CHECK(matches("a/**/b/*/c", "a/b/x/b/y/c"));
  CHECK_FALSE(matches("a/**/b/*/c", "a/b/c"));
}

TEST_CASE("ignore pattern: two stars that are not alone between slashes are one", "[files][ignore]") {
  CHECK(matches("a/b**", "a/bcd"));
  CHECK_FALSE(matches("a/**b", "a/x/b"));
  CHECK(matches("a/**b", "a/xb"));
  CHECK_FALSE(matches("f?o**/bar", "foo/x/bar"));
  CHECK(matches("f?o**/bar", "foot/bar"));
  CHECK(matches("a/***/b", "a/x/y/b"));
}

TEST_CASE("ignore pattern: two stars behind plain text span directories, as git has it", "[files][ignore]") {
  for (const char* path : {"foobar", "foo/bar", "foot/bar", "foo/x/bar"}) CHECK(matches("foo**/bar", path));
  CHECK_FALSE(matches("foo**/bar", "fo/bar"));
  CHECK_FALSE(matches("foo**/bar", "foox"));
  CHECK(matches("foo**/*", "foo"));
  CHECK(matches("foo**//bar", "foo/bar"));
  CHECK(matches("a/foo**", "a/foo/x/y"));
  CHECK(matches("a/foo**", "a/foot"));
  CHECK(matches("/foo**", "foo"));
  CHECK_FALSE(matches("foo**", "foo/x"));
  CHECK(matches("foo**/**/bar", "foobar"));
  CHECK_FALSE(matches("foo**/**/bar", "x/foobar"));
  CHECK_FALSE(matches("foo**\\/bar", "foobar"));
  CHECK(matches("foo**\\/bar", "foo/x/bar"));
}

TEST_CASE("ignore pattern: before an escaped slash two stars are at least one directory", "[files][ignore]") {
  CHECK_FALSE(matches("a/**\\/b", "a/b"));
  CHECK(matches("a/**\\/b", "a/x/b"));
  CHECK(matches("a/**\\/b", "a/x/y/b"));
  CHECK_FALSE(matches("**\\/**\\/b", "x/b"));
  CHECK(matches("**\\/**\\/b", "x/y/b"));
  CHECK_FALSE(matches("a/**\\/**", "a/x"));
  CHECK(matches("a/**\\/**", "a/x/y"));
  CHECK(matches("a/**/**\\/b", "a/x/b"));
  CHECK(matches("a/**\\/**/b", "a/x/b"));
}

TEST_CASE("ignore pattern: a backslash takes away every meaning", "[files][ignore]") {
  CHECK(matches("\\*", "*"));
  CHECK_FALSE(matches("\\*", "a"));
  CHECK(matches("\\#x", "#x"));
  CHECK(matches("\\!x", "!x"));
  CHECK(matches("a\\bc", "abc"));
  CHECK(matches("\\[a]", "[a]"));
  CHECK(matches("a\\/b", "a/b"));
  CHECK(matches("a\\ ", "a "));
}

TEST_CASE("ignore pattern: malformed patterns match nothing", "[files][ignore]") {
  for (const char* pattern :
       {"", "/", "//", "a//b", "//a", "a/", "[", "a[", "*\\", "\\", "[[:foo:]]", "/a/[b"}) {
    CAPTURE(pattern);
    CHECK(IgnorePattern::make(pattern, NameCase::exact).ways().empty());
  }
  CHECK_FALSE(matches("./a", "a"));
}

TEST_CASE("ignore pattern: names are bytes", "[files][ignore]") {
  CHECK(matches("\xFF*", "\xFF\xFE"));
  CHECK(matches("??", "\xC3\xA9"));
  CHECK_FALSE(matches("?", "\xC3\xA9"));
  CHECK(matches("*\n", "a\n"));
}

TEST_CASE("ignore pattern: folding spares what is escaped or in a bracket", "[files][ignore]") {
  const auto folds = [](std::string_view pattern, std::string_view path) {
    return matches(pattern, path, NameCase::folded);
  };
  CHECK(folds("FOO", "foo"));
  CHECK(folds("Src/*.C", "sRC/x.c"));
  CHECK_FALSE(folds("\\A", "A"));
  CHECK_FALSE(folds("\\A", "a"));
  CHECK(folds("\\a", "A"));
  CHECK_FALSE(folds("[A]", "A"));
  CHECK(folds("[A-A]", "A"));
}

TEST_CASE("ignore pattern: much repetition takes no long time", "[files][ignore]") {
  std::string pattern;
  std::string path;
  for (int i = 0; i < 500; ++i) {
    pattern += "**/a*a*/";
    path += "aaaaaaaa/";
  }
  CHECK_FALSE(matches(pattern + "b", path + "a"));
  CHECK(matches(pattern + "a", path + "a"));
}

}  // namespace
}  // namespace findo::files
