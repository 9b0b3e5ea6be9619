#include "act/tree_cursor.hpp"

#include <algorithm>
#include <vector>

#include <catch2/catch.hpp>

#include "unit/act/scratch.hpp"

namespace findo::act {
namespace {

/// The steps through a tree, each as a word.
std::vector<std::string> steps_through(At top) {
  auto cursor = TreeCursor::open(top);
  REQUIRE(cursor);
  std::vector<std::string> steps;
  for (;;) {
    const auto step = cursor->next();
    REQUIRE(step);
    switch (step->kind) {
      case TreeStep::Kind::file: steps.push_back("file " + cursor->path()); break;
      case TreeStep::Kind::enter: steps.push_back("enter " + cursor->path()); break;
      case TreeStep::Kind::leave: steps.push_back("leave " + step->name); break;
      case TreeStep::Kind::left: steps.push_back("left " + step->name); break;
      case TreeStep::Kind::end: return steps;
    }
  }
}

TEST_CASE("cursor: goes through a tree and comes back from each directory", "[act][cursor]") {
  const tests::Scratch scratch;
  scratch.directory("top");
  scratch.directory("top/d");
  scratch.file("top/d/f");
  CHECK(steps_through(scratch.at("top")) ==
        std::vector<std::string>{"enter d", "file d/f", "leave d", "left d", "leave top"});
}

TEST_CASE("cursor: a link is an entry, and is not entered", "[act][cursor]") {
  const tests::Scratch scratch;
  scratch.directory("top");
  scratch.directory("elsewhere");
  scratch.file("elsewhere/f");
  scratch.link("top/link", "../elsewhere");
  CHECK(steps_through(scratch.at("top")) == std::vector<std::string>{"file link", "leave top"});
  CHECK_FALSE(TreeCursor::open(scratch.at("top/link")));
}

TEST_CASE("cursor: all entries of all directories are come to, once", "[act][cursor]") {
  const tests::Scratch scratch;
  scratch.directory("top");
  for (int i = 0; i < 20; ++i) {
    const std::string directory = "top/" + std::to_string(i);
    scratch.directory(directory);
    for (int j = 0; j < 20; ++j) scratch.file(directory + '/' + std::to_string(j));
  }
  std::vector<std::string> steps = steps_through(scratch.at("top"));
  CHECK(steps.size() == 20 * 20 + 20 * 3 + 1);
  std::sort(steps.begin(), steps.end());
  CHECK(std::unique(steps.begin(), steps.end()) == steps.end());
}

TEST_CASE("cursor: a directory that is moved away meanwhile ends it", "[act][cursor]") {
  const tests::Scratch scratch;
  scratch.directory("top");
  scratch.directory("top/d");
  scratch.directory("elsewhere");
  auto cursor = TreeCursor::open(scratch.at("top"));
  REQUIRE(cursor);
  REQUIRE(cursor->next()->kind == TreeStep::Kind::enter);
  scratch.rename("top/d", "elsewhere/d");
  REQUIRE(cursor->next()->kind == TreeStep::Kind::leave);
  CHECK_FALSE(cursor->next());
}

TEST_CASE("cursor: a tree is removed whatever its directories permit, and links lead nowhere",
          "[act][cursor]") {
  const tests::Scratch scratch;
  scratch.directory("canary");
  scratch.file("canary/f");
  scratch.directory("top");
  scratch.directory("top/closed");
  scratch.file("top/closed/f");
  scratch.link("top/link", "../canary");
  chmod(scratch.path("top/closed").c_str(), 0);
  CHECK(remove_tree(scratch.at("top")));
  CHECK_FALSE(scratch.exists("top"));
  CHECK(scratch.exists("canary/f"));
}

TEST_CASE("cursor: trees deeper than any path are removed", "[act][cursor]") {
  const tests::Scratch scratch;
  constexpr int kLevels = 3'000;
  const std::string name(100, 'd');
  base::Descriptor at(open(scratch.path("").c_str(), O_PATH | O_CLOEXEC));
  for (int i = 0; i < kLevels; ++i) {
    const char* next = i == 0 ? "top" : name.c_str();
    REQUIRE(mkdirat(at.number(), next, 0755) == 0);
    at = base::Descriptor(openat(at.number(), next, O_PATH | O_CLOEXEC));
  }
  CHECK(remove_tree(scratch.at("top")));
  CHECK_FALSE(scratch.exists("top"));
}

}  // namespace
}  // namespace findo::act
