#include "cli/ways.hpp"

#include <filesystem>

#include <catch2/catch.hpp>

namespace {

using findo::cli::path_along;
using findo::cli::ways_to;

/// The way from one root: "ROOT: name name", or "none".
std::string way(const std::string& root, const std::string& path) {
  const auto ways = ways_to(path, {root}, findo::files::LinkPolicy::never);
  if (ways.empty()) return "none";
  std::string text = ways.front().root.path + ':';
  for (const std::string& name : ways.front().names) text += ' ' + name;
  return text;
}

}  // namespace

TEST_CASE("ways: a path leads on from its root by name", "[cli][ways]") {
  CHECK(way("src", "src/a/b") == "src: a b");
  CHECK(way("src/", "src//a/./b/") == "src/: a b");
  CHECK(way("src", "src") == "src:");
  CHECK(way("/", "/etc/passwd") == "/: etc passwd");
}

TEST_CASE("ways: dots at the beginning change nothing", "[cli][ways]") {
  CHECK(way(".", "src/a") == ".: src a");
  CHECK(way(".", "./src/a") == ".: src a");
  CHECK(way("./src", "src/a") == "./src: a");
  CHECK(way("..", "../a") == "..: a");
}

TEST_CASE("ways: a longer name is no way", "[cli][ways]") {
  CHECK(way("src", "src2/a") == "none");
  CHECK(way("src", "a/src") == "none");
}

TEST_CASE("ways: from a relative root to an absolute path, and the other way round", "[cli][ways]") {
  const std::string here = std::filesystem::current_path().string();
  CHECK(way(".", here + "/a/b") == ".: a b");
  CHECK(way(here, "a/b") == here + ": a b");
  CHECK(way("/usr/..", "/no-such-file") == "/usr/..: no-such-file");
}

TEST_CASE("ways: one from each root that leads there", "[cli][ways]") {
  const auto ways = ways_to("a/b", {".", "c", "a", "a/b"}, findo::files::LinkPolicy::never);
  REQUIRE(ways.size() == 3);
  CHECK(path_along(ways[0], 2) == "./a/b");
  CHECK(path_along(ways[1], 1) == "a/b");
  CHECK(path_along(ways[2], 0) == "a/b");
}
