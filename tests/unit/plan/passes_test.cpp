#include "plan/passes.hpp"

#include <sstream>

#include <catch2/catch.hpp>

namespace {

using namespace findo;

/// A matcher tree with the shape of an expression and nothing bound, since passes look at rows only.
plan::MatcherTree shape_of(const std::string& text) {
  std::vector<std::string> strings{"findo"};
  std::istringstream words(text);
  for (std::string word; words >> word;) strings.push_back(word);
  std::vector<const char*> pointers;
  for (const std::string& word : strings) pointers.push_back(word.c_str());
  const auto line = language::split_command_line(pointers, [](std::string_view) { return false; });
  REQUIRE(line);
  const auto parsed = language::parse_expression(*line);
  REQUIRE(parsed);
  plan::MatcherTree tree;
  for (const auto& node : parsed->nodes) {
    plan::MatcherNode shaped;
    shaped.kind = node.kind;
    shaped.operands = node.operands;
    shaped.row = node.row;
    if (node.row) shaped.label = node.row->word.substr(1);
    for (std::size_t i = 1; i < node.words.count; ++i) {
      shaped.label += std::string(":") + pointers[node.words.first + i];
    }
    tree.nodes.push_back(std::move(shaped));
  }
  return tree;
}

std::string ordered(const std::string& text) {
  auto tree = shape_of(text);
  plan::order_by_cost(tree);
  return plan::describe(tree);
}

std::string without_constants(const std::string& text) {
  auto tree = shape_of(text);
  plan::drop_constants(tree);
  return plan::describe(tree);
}

}  // namespace

TEST_CASE("passes: names before types before all that asks the system", "[plan][passes]") {
  CHECK(ordered("-size 1 -type f -name x -print") == "and(name:x, type:f, size:1, print)");
  CHECK(ordered("-size 1 -o -type f -o -name x") == "or(name:x, type:f, size:1)");
  CHECK(ordered("-size 1 -links 2 -user 3") == "and(size:1, links:2, user:3)");
}

TEST_CASE("passes: a status call comes before links and access checks", "[plan][passes]") {
  CHECK(ordered("-executable -lname x -size 1") == "and(size:1, lname:x, executable)");
}

TEST_CASE("passes: a group costs what its dearest part does", "[plan][passes]") {
  CHECK(ordered("( -size 1 -o -name a ) -type f") == "and(type:f, or(name:a, size:1))");
  CHECK(ordered("-size 1 ! -name x") == "and(not(name:x), size:1)");
}

TEST_CASE("passes: nothing moves across an action", "[plan][passes]") {
  CHECK(ordered("-size 1 -delete -name x") == "and(size:1, delete, name:x)");
  CHECK(ordered("-size 1 -print -size 2 -name x") == "and(size:1, print, name:x, size:2)");
  CHECK(ordered("-size 1 -prune -name x") == "and(size:1, prune, name:x)");
  CHECK(ordered("-size 1 ( -print -o -true ) -name x") == "and(size:1, or(print, true), name:x)");
  CHECK(ordered("-size 1 , -name x") == "comma(size:1, name:x)");
}

TEST_CASE("passes: constants go where they decide nothing", "[plan][passes]") {
  CHECK(without_constants("-true -maxdepth 2 -name x -print") == "and(name:x, print)");
  CHECK(without_constants("-false -o -name x") == "or(name:x)");
  CHECK(without_constants("-true -true") == "and(true)");
  CHECK(without_constants("-name x -false -print") == "and(name:x, false)");
  CHECK(without_constants("-name x -o -true -o -print") == "or(name:x, true)");
}
