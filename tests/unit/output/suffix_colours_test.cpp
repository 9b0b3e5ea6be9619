#include "output/suffix_colours.hpp"

#include <random>

#include <catch2/catch.hpp>

using findo::output::SuffixColours;
using findo::output::SuffixRule;

namespace {

std::string look_up(const SuffixColours& colours, std::string_view name) {
  const std::string* const colour = colours.try_colour(name);
  return colour ? *colour : "none";
}

std::string found(std::vector<SuffixRule> rules, std::string_view name) {
  return look_up(SuffixColours(std::move(rules)), name);
}

}  // namespace

TEST_CASE("suffixes: a name has the colour of its end", "[output][colours]") {
  const std::vector<SuffixRule> rules{{".c", "c"}, {"~", "backup"}, {"akefile", "make"}};
  CHECK(found(rules, "main.c") == "c");
  CHECK(found(rules, ".c") == "c");
  CHECK(found(rules, "c") == "none");
  CHECK(found(rules, "main.c~") == "backup");
  CHECK(found(rules, "Makefile") == "make");
  CHECK(found(rules, "main.cc") == "none");
  CHECK(found(rules, "") == "none");
  CHECK(look_up(SuffixColours(), "main.c") == "none");
}

TEST_CASE("suffixes: of several that match the last one wins, not the longest", "[output][colours]") {
  CHECK(found({{".gz", "gz"}, {".tar.gz", "tar"}}, "a.tar.gz") == "tar");
  CHECK(found({{".tar.gz", "tar"}, {".gz", "gz"}}, "a.tar.gz") == "gz");
  CHECK(found({{"", "all"}, {".gz", "gz"}}, "a.gz") == "gz");
  CHECK(found({{".gz", "gz"}, {"", "all"}}, "a.gz") == "all");
  CHECK(found({{".c", "first"}, {".c", "second"}}, "a.c") == "second");
}

TEST_CASE("suffixes: the case of letters does not matter", "[output][colours]") {
  CHECK(found({{".Tar", "x"}}, "a.tAR") == "x");
  CHECK(found({{".c", "x"}, {".C", "x"}}, "a.C") == "x");
  CHECK(found({{"\xC3\x84", "x"}}, "\xC3\xA4") == "none");  // not those beyond ASCII
}

TEST_CASE("suffixes: two spellings with different colours match themselves only", "[output][colours]") {
  const std::vector<SuffixRule> rules{{".ab", "small"}, {".AB", "capital"}};
  CHECK(found(rules, "x.ab") == "small");
  CHECK(found(rules, "x.AB") == "capital");
  CHECK(found(rules, "x.Ab") == "none");
}

TEST_CASE("suffixes: what a spelling had before it was given again does not count", "[output][colours]") {
  CHECK(found({{".c", "old"}, {".C", "new"}, {".c", "new"}}, "a.C") == "new");
  const std::vector<SuffixRule> rules{{".ab", "x"}, {".AB", "x"}, {".ab", "y"}};
  CHECK(found(rules, "a.ab") == "y");
  CHECK(found(rules, "a.AB") == "x");
  CHECK(found(rules, "a.Ab") == "none");
}

TEST_CASE("suffixes: two spellings with one colour stand where the later one stood", "[output][colours]") {
  const std::vector<SuffixRule> rules{{".xc", "x"}, {"c", "any"}, {".XC", "x"}};
  CHECK(found(rules, "a.xc") == "x");
  CHECK(found({rules[0], rules[2], rules[1]}, "a.xc") == "any");
}

TEST_CASE("suffixes: a spelling that does not match leaves its place to an earlier rule",
          "[output][colours]") {
  const std::vector<SuffixRule> rules{{"c", "any"}, {".xc", "small"}, {".XC", "capital"}};
  CHECK(found(rules, "a.Xc") == "any");
  CHECK(found(rules, "a.xc") == "small");
}

TEST_CASE("suffixes: the tree finds what trying every rule finds", "[output][colours]") {
  std::mt19937 random(8);
  const auto word = [&](unsigned longest) {
    std::string text;
    for (auto left = random() % (longest + 1); left > 0; --left) text += "ab."[random() % 3];
    return text;
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<SuffixRule> rules(random() % 8);
    for (SuffixRule& rule : rules) rule = {word(4), std::to_string(&rule - rules.data())};
    const SuffixColours colours(rules);
    for (int i = 0; i < 20; ++i) {
      const std::string name = word(8);
      std::string expected = "none";
      for (const SuffixRule& rule : rules) {
        if (name.ends_with(rule.suffix)) expected = rule.colour;
      }
      if (look_up(colours, name) != expected) FAIL_CHECK(name);
    }
  }
}
