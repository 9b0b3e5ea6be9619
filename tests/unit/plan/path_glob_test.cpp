// Patterns of -glob, in examples and against a matcher that writes the braces out.
#include "plan/path_glob.hpp"

#include <chrono>
#include <clocale>
#include <fnmatch.h>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "support/random.hpp"

using findo::plan::PathGlob;
using findo::support::Random;

namespace {

bool matches(const std::string& pattern, const std::string& path) {
  const auto glob = PathGlob::parse(pattern);
  INFO(pattern);
  REQUIRE(glob);
  return glob->matches(path);
}

// ---- The reference: braces are written out, components matched by fnmatch(3), `**` tried at each place
// --------

/// Behind the set that begins at `begin`, or `begin` where none does.
std::size_t set_end(const std::string& text, std::size_t begin) {
  std::size_t i = begin + 1;
  if (i < text.size() && (text[i] == '!' || text[i] == '^')) ++i;
  for (bool is_first = true; i < text.size() && text[i] != '/'; ++i, is_first = false) {
    if (text[i] == ']' && !is_first) return i + 1;
    if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] != '/') ++i;
  }
  return begin;
}

/// The pattern with a backslash before each `[` that begins no set, and none before a slash.
std::string with_sets_only(const std::string& pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      out += pattern.substr(i + 1, 1) == "/" ? "/" : pattern.substr(i, 2);
      ++i;
    } else if (pattern[i] == '[') {
      const std::size_t end = set_end(pattern, i);
      out += end == i ? "\\[" : pattern.substr(i, end - i);
      if (end != i) i = end - 1;
    } else {
      out += pattern[i];
    }
  }
  return out;
}

/// Where the brace that opens at `open` has its commas and its end; no end where it has none.
std::vector<std::size_t> brace_cuts(const std::string& text, std::size_t open) {
  std::vector<std::size_t> cuts{open};
  int depth = 0;
  for (std::size_t i = open + 1; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '[') {
      const std::size_t end = set_end(text, i);
      if (end != i) i = end - 1;
    } else if (text[i] == '{') {
      if (brace_cuts(text, i).size() > 0) ++depth;
    } else if (text[i] == ',' && depth == 0)
      cuts.push_back(i);
    else if (text[i] == '}' && depth-- == 0) {
      cuts.push_back(i);
      return cuts;
    }
  }
  return {};
}

void write_out(const std::string& head, const std::string& rest, std::vector<std::string>& out) {
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '\\') {
      ++i;
      continue;
    }
    if (rest[i] == '[') {
      const std::size_t end = set_end(rest, i);
      if (end != i) i = end - 1;
      continue;
    }
    if (rest[i] != '{') continue;
    const auto cuts = brace_cuts(rest, i);
    if (cuts.size() < 3) continue;
    for (std::size_t k = 0; k + 1 < cuts.size(); ++k) {
      const std::string part = rest.substr(cuts[k] + 1, cuts[k + 1] - cuts[k] - 1);
      write_out(head + rest.substr(0, i), part + rest.substr(cuts.back() + 1), out);
    }
    return;
  }
  out.push_back(head + rest);
}

std::vector<std::string> components(const std::string& text) {
  std::vector<std::string> parts(1);
  for (const char c : text) c == '/' ? parts.emplace_back() : parts.back() += c, void();
  return parts;
}

bool match_components(const std::vector<std::string>& pattern, std::size_t p,
                      const std::vector<std::string>& path, std::size_t t) {
  if (p == pattern.size()) return t == path.size();
  if (pattern[p] == "**") {
    const bool is_last = p + 1 == pattern.size();
    if (is_last) return t < path.size();
    for (std::size_t from = t; from <= path.size(); ++from) {
      if (match_components(pattern, p + 1, path, from)) return true;
    }
    return false;
  }
  return t < path.size() && fnmatch(pattern[p].c_str(), path[t].c_str(), 0) == 0 &&
         match_components(pattern, p + 1, path, t + 1);
}

bool reference(const std::string& pattern, const std::string& path) {
  std::vector<std::string> plain;
  write_out("", with_sets_only(pattern), plain);
  for (const std::string& each : plain) {
    if (match_components(components(each), 0, components(path), 0)) return true;
  }
  return false;
}

std::string random_pattern(Random& random) {
  constexpr const char* kPieces[] = {"a",    "b",    "a",     "/",    "/",  "*",      "**", "**/",
                                     "/**",  "?",    "{",     "}",    ",",  "\\",     "[",  "]",
                                     "[ab]", "[!a]", "{a,b}", "{,b}", "*.", "{**,a}", "-",  "."};
  std::string pattern;
  for (std::size_t i = random.below(9) + 1; i > 0; --i) pattern += random.pick(kPieces);
  return pattern;
}

std::string random_path(Random& random) {
  constexpr const char* kNames[] = {"a", "b", "ab", "ba", ".a", "a.b", "{", "a,b", "[", "-", "b}", "\\"};
  std::string path = random.pick(kNames);
  for (std::size_t i = random.below(4); i > 0; --i) path += std::string("/") + random.pick(kNames);
  return path;
}

}  // namespace

TEST_CASE("path glob: stars stay within a component", "[plan][glob]") {
  CHECK(matches("*.c", "x.c"));
  CHECK(matches("*.c", ".c"));
  CHECK_FALSE(matches("*.c", "d/x.c"));
  CHECK(matches("*/x", "d/x"));
  CHECK_FALSE(matches("d?x", "d/x"));
  CHECK_FALSE(matches("d[/]x", "d/x"));
  CHECK_FALSE(matches("d[!a]x", "d/x"));
}

TEST_CASE("path glob: two stars as a component are any number of components", "[plan][glob]") {
  CHECK(matches("**/x", "x"));
  CHECK(matches("**/x", "a/b/x"));
  CHECK(matches("a/**/x", "a/x"));
  CHECK(matches("a/**/x", "a/b/c/x"));
  CHECK_FALSE(matches("a/**/x", "ax"));
  CHECK_FALSE(matches("a/**/x", "a/b/xx"));
  CHECK(matches("a/**", "a/b"));
  CHECK(matches("a/**", "a/b/c"));
  CHECK_FALSE(matches("a/**", "a"));
  CHECK(matches("**", "a/b"));
  CHECK(matches("**/**/x", "x"));
  CHECK(matches("**/a/**/b", "a/a/b/b"));
}

TEST_CASE("path glob: two stars beside something else are one star", "[plan][glob]") {
  CHECK(matches("**.c", "x.c"));
  CHECK_FALSE(matches("**.c", "a/x.c"));
  CHECK_FALSE(matches("a**/x", "a/b/x"));
  CHECK_FALSE(matches("***/x", "a/b/x"));
  CHECK_FALSE(matches("{**,a}**", "a/b"));
  CHECK(matches("{a/,b}**{/x,y}", "a/b/c/x"));
  CHECK_FALSE(matches("{a/,b}**{/x,y}", "b/c/x"));
  CHECK(matches("{a/,b}**{/x,y}", "bcy"));
}

TEST_CASE("path glob: braces are alternatives, also within each other, empty, and with slashes",
          "[plan][glob]") {
  CHECK(matches("src/**/*.{c,h}", "src/a/b.h"));
  CHECK_FALSE(matches("src/**/*.{c,h}", "src/a/b.cc"));
  CHECK(matches("{a,{b,c}d}", "cd"));
  CHECK(matches("x{,.bak}", "x"));
  CHECK(matches("{src/a,lib}/x", "src/a/x"));
  CHECK(matches("{a}", "{a}"));
  CHECK(matches("{a,b", "{a,b"));
  CHECK(matches("{{a,b}", "{a"));
  CHECK(matches("\\{a,b\\}", "{a,b}"));
  CHECK(matches("{a\\,b,c}", "a,b"));
  CHECK(matches("[{,}]", ","));
}

TEST_CASE("path glob: the root itself matches nothing", "[plan][glob]") {
  CHECK_FALSE(matches("**", ""));
  CHECK_FALSE(matches("*", ""));
  CHECK_FALSE(matches("{,a}", ""));
}

TEST_CASE("path glob: patterns that can match no path are refused", "[plan][glob]") {
  for (const char* wrong : {"", "/x", "./x", "//", "x/", "x\\", "**/"}) {
    INFO(wrong);
    CHECK_FALSE(PathGlob::parse(wrong));
  }
}

TEST_CASE("path glob: a character of UTF-8 is one, a byte that is none is one, too", "[plan][glob]") {
  if (std::setlocale(LC_ALL, "C.UTF-8") == nullptr) return;
  CHECK(matches("?", "\xC3\xA9"));
  CHECK(matches("[\xC3\xA0-\xC3\xAF]", "\xC3\xA9"));
  CHECK_FALSE(matches("[!\xC3\xA9]", "\xC3\xA9"));
  CHECK(matches("?", "\xC3"));
  CHECK(matches("\xC3*", "\xC3x"));
  CHECK(matches("[[:alpha:]]", "\xC3\xA9"));
  std::setlocale(LC_ALL, "C");
  CHECK_FALSE(matches("?", "\xC3\xA9"));
  CHECK(matches("??", "\xC3\xA9"));
}

TEST_CASE("path glob: as if the braces were written out, in 20,000 random cases", "[plan][glob]") {
  std::size_t matched = 0;
  for (std::uint64_t number = 0; number < 20'000; ++number) {
    Random random(1, 7, number);
    const std::string pattern = random_pattern(random);
    const auto glob = PathGlob::parse(pattern);
    if (!glob) continue;
    for (int i = 0; i < 5; ++i) {
      const std::string path = random_path(random);
      const bool expected = reference(pattern, path);
      if (glob->matches(path) != expected)
        FAIL_CHECK(pattern << " and " << path << ": expected " << expected);
      matched += expected ? 1 : 0;
    }
  }
  CHECK(matched > 2000);
}

TEST_CASE("path glob: no pattern takes more than its length times that of the path", "[plan][glob]") {
  const auto repeated = [](const char* piece, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += piece;
    return text;
  };
  constexpr std::size_t kBytes = 100'000;
  const std::string path = repeated("aaaa/", 200) + "a";
  const auto start = std::chrono::steady_clock::now();
  for (const char* piece : {"{", "}", "[", "*", "{a,b}", "{a,", "**/", "[[:alpha:]", "*a", "{,*}", "{**/,a}",
                            "\\a", "[a", "{{a,b},", "?*"}) {
    INFO(piece);
    const auto glob = PathGlob::parse(repeated(piece, kBytes) + "x");
    REQUIRE(glob);
    CHECK_FALSE(glob->matches(path));
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
}
