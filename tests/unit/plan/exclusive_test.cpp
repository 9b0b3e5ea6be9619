#include "plan/exclusive.hpp"

#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace findo;

namespace {

/// Whether two tests, written as "-size +1M" and so on, exclude each other.
bool apart(const std::string& first, const std::string& second) {
  std::istringstream text("findo " + first + ' ' + second);
  std::vector<std::string> words;
  for (std::string word; text >> word;) words.push_back(word);
  std::vector<const char*> pointers;
  for (const std::string& word : words) pointers.push_back(word.c_str());
  const auto line = language::split_command_line(pointers, [](std::string_view) { return false; });
  REQUIRE(line);
  const auto tree = language::parse_expression(*line);
  REQUIRE(tree);
  REQUIRE(tree->nodes.size() == 3);
  const bool forth = plan::exclude_each_other(*line, tree->nodes[0], tree->nodes[1]);
  CHECK(forth == plan::exclude_each_other(*line, tree->nodes[1], tree->nodes[0]));
  return forth;
}

}  // namespace

TEST_CASE("exclusive: types that have none in common", "[plan][exclusive]") {
  CHECK(apart("-type f", "-type d"));
  CHECK(apart("-type f,l", "-type d,s"));
  CHECK(apart("-empty", "-type p"));
  CHECK_FALSE(apart("-type f,d", "-type d,l"));
  CHECK_FALSE(apart("-empty", "-type d"));
  CHECK_FALSE(apart("-type f", "-xtype d"));  // one looks at the link, the other behind it
  CHECK(apart("-xtype f", "-xtype d"));
}

TEST_CASE("exclusive: patterns with other beginnings or endings", "[plan][exclusive]") {
  CHECK(apart("-name *.c", "-name *.h"));
  CHECK(apart("-name a*", "-name b*"));
  CHECK(apart("-name abc", "-name abd"));
  CHECK(apart("-name abc", "-name *d"));
  CHECK(apart("-name [ab]x", "-name [ab]y"));
  CHECK(apart("-iname A*", "-name b*"));
  CHECK_FALSE(apart("-name *.c", "-name a*"));
  CHECK_FALSE(apart("-name *c", "-name *.c"));
  CHECK_FALSE(apart("-name a*", "-name ab*"));
  CHECK_FALSE(apart("-iname ABC", "-name abc"));
  CHECK_FALSE(apart("-iname \xc3\x84", "-iname \xc3\xa4"));  // not ours to say
  CHECK_FALSE(apart("-name *\\a", "-name *a"));
  CHECK_FALSE(apart("-name *.c", "-path *.h"));
}

TEST_CASE("exclusive: sizes, with their rounding", "[plan][exclusive]") {
  CHECK(apart("-size +1M", "-size -2M"));
  CHECK(apart("-size +10M", "-size -5M"));
  CHECK(apart("-size 1k", "-size 2k"));
  CHECK(apart("-size 1k", "-size +1k"));
  CHECK(apart("-size 0", "-size +0"));
  CHECK(apart("-size -1M", "-size 1c"));
  CHECK_FALSE(apart("-size +1M", "-size -3M"));
  CHECK_FALSE(apart("-size 1k", "-size 2"));
  CHECK_FALSE(apart("-size 1M", "-size 1k"));
  CHECK_FALSE(apart("-size -1M", "-size 0"));
  CHECK_FALSE(apart("-size +1048576c", "-size -2097152c"));
  CHECK_FALSE(apart("-size +9000000000P", "-size -1c"));  // beyond what is counted here
}

TEST_CASE("exclusive: numbers", "[plan][exclusive]") {
  CHECK(apart("-links +2", "-links -3"));
  CHECK(apart("-inum 1", "-inum 2"));
  CHECK(apart("-uid 0", "-uid +0"));
  CHECK(apart("-depth 1", "-depth +1"));
  CHECK_FALSE(apart("-links +1", "-links -3"));
  CHECK_FALSE(apart("-links 1", "-inum 2"));
  CHECK_FALSE(apart("-uid root", "-uid 0"));
}

TEST_CASE("exclusive: ages, with the day that has to be over", "[plan][exclusive]") {
  CHECK(apart("-mtime +7", "-mtime -7"));
  CHECK(apart("-mtime 1", "-mtime 2"));
  CHECK(apart("-mtime +1", "-mtime 1"));
  CHECK(apart("-mmin +5", "-mmin -5"));
  CHECK(apart("-mmin 5", "-mmin 6"));
  CHECK(apart("-mtime +0", "-mmin -60"));
  CHECK_FALSE(apart("-mtime +1", "-mtime -2"));  // a second of grace
  CHECK_FALSE(apart("-mtime -7", "-mtime +3"));
  CHECK_FALSE(apart("-mtime -1", "-mmin +60"));
  CHECK_FALSE(apart("-mtime +1", "-atime -1"));
  CHECK_FALSE(apart("-mtime +1d", "-mtime -1h"));  // spans are left alone
  CHECK_FALSE(apart("-mtime 0.5", "-mtime 7"));
}

TEST_CASE("exclusive: what a pattern leaves open is neither head nor tail", "[plan][exclusive]") {
  CHECK(plan::literal_head("abc") == "abc");
  CHECK(plan::literal_head("ab*c") == "ab");
  CHECK(plan::literal_head("[a]b").empty());
  CHECK(plan::literal_head("a\\*b") == "a");
  CHECK(plan::literal_tail("abc") == "abc");
  CHECK(plan::literal_tail("a*bc") == "bc");
  CHECK(plan::literal_tail("a[bc]") == "");
  CHECK(plan::literal_tail("*\\a") == "");
  CHECK(plan::literal_tail("*\\") == "");
  CHECK(plan::literal_tail("*[x").size() == 1);
}
