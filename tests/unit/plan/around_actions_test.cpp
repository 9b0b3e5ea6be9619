// What is put around actions, as the tree that comes out.
#include "plan/around_actions.hpp"

#include <catch2/catch.hpp>

#include "act/actions.hpp"
#include "plan/bind.hpp"
#include "plan/effects.hpp"
#include "plan/passes.hpp"
#include "support/fixed_entry.hpp"

namespace {

using namespace findo;

std::string bound(std::vector<const char*> words, const plan::Settings& settings) {
  words.insert(words.begin(), "findo");
  const auto line = language::split_command_line(words, [](std::string_view) { return false; });
  REQUIRE(line);
  const auto tree = language::parse_expression(*line);
  REQUIRE(tree);
  tests::FixedReader reader;
  output::Streams streams;
  act::Actions actions(streams);
  auto bound = plan::bind(*tree, *line, settings, {reader, actions, {}});
  REQUIRE(bound);
  plan::optimise(bound->tree, 3);
  return plan::describe(bound->tree);
}

plan::Settings quiet() {
  plan::Settings settings;
  settings.prints_matches = false;
  return settings;
}

plan::Settings first_only() {
  plan::Settings settings = quiet();
  settings.ends_at_match = true;
  return settings;
}

plan::Settings keeping(files::FactSet facts) {
  plan::Settings settings = quiet();
  settings.match_facts = facts;
  return settings;
}

}  // namespace

TEST_CASE("around actions: an expression without an action gets one that does nothing", "[plan][match]") {
  CHECK(bound({"-name", "x"}, quiet()) == "and(name:x, match)");
  CHECK(bound({"-name", "x", "-o", "-name", "y"}, quiet()) == "and(or(name:x, name:y), match)");
  CHECK(bound({}, quiet()) == "match");
  CHECK(bound({"-print"}, quiet()) == "print");
}

TEST_CASE("around actions: the first match is noticed behind each action, the end comes last",
          "[plan][match]") {
  CHECK(bound({"-name", "x"}, first_only()) == "comma(and(name:x, and(match, first)), end)");
  CHECK(bound({"-print", "-o", "-print0"}, first_only()) ==
        "comma(or(and(print, first), and(print0, first)), end)");
}

TEST_CASE("around actions: nothing waits before something has matched", "[plan][match]") {
  const auto first = [](const char* label) {
    plan::MatcherTree tree;
    plan::add_mere_match(tree);
    plan::end_at_first_match(tree);
    for (const auto& node : tree.nodes) {
      if (node.label == label) return plan::influence_of(node);
    }
    FAIL("there is no " << label);
    return act::Influence::anything;
  };
  CHECK(first("match") == act::Influence::none);
  CHECK(first("first") == act::Influence::order);
  CHECK(first("end") == act::Influence::none);
}

TEST_CASE("around actions: facts are kept before what changes the file, and only there", "[plan][match]") {
  const files::FactSet facts = files::Fact::size;
  CHECK(bound({"-name", "x", "-delete"}, keeping(facts)) == "and(name:x, and(keep, delete))");
  CHECK(bound({"-print"}, keeping(facts)) == "print");
  CHECK(bound({"-exec", "true", "{}", ";", "-print"}, keeping(facts)) ==
        "and(and(keep, exec:true:{}:;), print)");
  CHECK(bound({"-name", "x"}, keeping(facts)) == "and(name:x, match)");
}
