#include "files/ignore_bracket.hpp"

#include <string>

#include <catch2/catch.hpp>

namespace findo::files {
namespace {

/// The printable bytes that an expression takes; "open" where it is malformed.
std::string members(std::string_view pattern, NameCase names = NameCase::exact) {
  const auto bracket = parse_ignore_bracket(pattern, names);
  if (!bracket) return "open";
  std::string text;
  for (unsigned byte = ' '; byte <= '~'; ++byte) {
    if (bracket->set[byte]) text += static_cast<char>(byte);
  }
  return text;
}

std::string folded_members(std::string_view pattern) { return members(pattern, NameCase::folded); }

std::size_t size_of_class(const std::string& name) {
  return parse_ignore_bracket("[[:" + name + ":]]", NameCase::exact)->set.count();
}

TEST_CASE("ignore bracket: bytes and ranges", "[files][ignore]") {
  CHECK(members("[abc]") == "abc");
  CHECK(members("[a-cx]") == "abcx");
  CHECK(members("[c-a]") == "c");  // the first byte of a range is one that stands there
  CHECK(members("[a-c-e]") == "-abce");
  CHECK(members("[*?]") == "*?");
  CHECK(parse_ignore_bracket("[\x80-\xFF]", NameCase::exact)->set.count() == 128);
}

TEST_CASE("ignore bracket: hyphens at the ends and a bracket that comes first stand for themselves",
          "[files][ignore]") {
  CHECK(members("[-a]") == "-a");
  CHECK(members("[a-]") == "-a");
  CHECK(members("[--/]") == "-./");
  CHECK(members("[]a]") == "]a");
  CHECK(members("[]-a]") == "]^_`a");
  CHECK(members("[]]") == "]");
}

TEST_CASE("ignore bracket: an exclamation mark or a caret in front inverts", "[files][ignore]") {
  CHECK(members("[!!-}]") == " ~");
  CHECK(members("[^!-}]") == " ~");
  CHECK(members("[!]-~ -Z\\[\\\\]") == "");
  CHECK(members("[a!]") == "!a");
  CHECK(parse_ignore_bracket("[!a]", NameCase::exact)->set.count() == 255);
}

TEST_CASE("ignore bracket: a backslash takes away every meaning", "[files][ignore]") {
  CHECK(members("[\\]a]") == "]a");
  CHECK(members("[a\\-c]") == "-ac");
  CHECK(members("[\\a-\\c]") == "abc");
  CHECK(members("[\\\\]") == "\\");
  CHECK(members("[\\!a]") == "!a");
  CHECK(members("[[\\:digit:]]") == ":[dgit");
}

TEST_CASE("ignore bracket: the classes hold the bytes of ASCII that git puts into them", "[files][ignore]") {
  CHECK(members("[[:digit:]x]") == "0123456789x");
  CHECK(members("[[:xdigit:]]") == "0123456789ABCDEFabcdef");
  CHECK(members("[[:punct:]]") == "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");
  CHECK(size_of_class("alnum") == 62);
  CHECK(size_of_class("alpha") == 52);
  CHECK(size_of_class("upper") == 26);
  CHECK(size_of_class("lower") == 26);
  CHECK(size_of_class("print") == 95);
  CHECK(size_of_class("graph") == 94);
  CHECK(size_of_class("cntrl") == 33);
  CHECK(size_of_class("blank") == 2);
  CHECK(size_of_class("space") == 4);  // neither \v nor \f
}

TEST_CASE("ignore bracket: what only looks like a class is bytes", "[files][ignore]") {
  CHECK(members("[[:]") == ":[");
  CHECK(members("[[:a]") == ":[a");
  CHECK(members("[[:alpha]") == ":[ahlp");
  CHECK(members("[[.a.]") == ".[a");
  CHECK(members("[a-[:]") == ":" + members("[a-[]"));
  CHECK(members("[[:digit:]-z]") == "-0123456789z");
  CHECK(members("[a[:digit:]-z]") == "-0123456789az");
}

TEST_CASE("ignore bracket: one that is not closed, or has an unknown class, is malformed",
          "[files][ignore]") {
  for (const char* pattern : {"[", "[!", "[]", "[!]", "[a", "[a-", "[a\\", "[a-\\", "[[:alpha:]",
                              "[[:alpha:", "[[:foo:]]", "[[::]]", "[[:ALPHA:]]", "[\\]"}) {
    CAPTURE(pattern);
    CHECK(members(pattern) == "open");
  }
}

TEST_CASE("ignore bracket: the length is that of the expression alone", "[files][ignore]") {
  CHECK(parse_ignore_bracket("[a]b]", NameCase::exact)->length == 3);
  CHECK(parse_ignore_bracket("[]]", NameCase::exact)->length == 3);
  CHECK(parse_ignore_bracket("[[:digit:]]*", NameCase::exact)->length == 11);
}

TEST_CASE("ignore bracket: where case is ignored a single capital matches nothing, ranges match both",
          "[files][ignore]") {
  CHECK(folded_members("[A]") == "");
  CHECK(folded_members("[a]") == "Aa");
  CHECK(folded_members("[A-B]") == "ABab");
  CHECK(folded_members("[a-b]") == "ABab");
  CHECK(folded_members("[[:upper:]]") == members("[A-Za-z]"));
  CHECK(folded_members("[[:lower:]]") == members("[A-Za-z]"));
  CHECK(folded_members("[!a-z]") == members("[!A-Za-z]"));
  CHECK(folded_members("[!A]") == members("[ -~]"));
}

}  // namespace
}  // namespace findo::files
