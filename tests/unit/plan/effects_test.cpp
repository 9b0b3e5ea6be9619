#include "plan/effects.hpp"

#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "act/actions.hpp"
#include "files/readers.hpp"
#include "plan/bind.hpp"

namespace findo::plan {
namespace {

/// What the expression, words parted by blanks, changes.
Effects effects(const std::string& expression, Settings settings = {}, const act::Manner& manner = {}) {
  std::vector<std::string> words{"findo"};
  std::istringstream stream(expression);
  for (std::string word; stream >> word;) words.push_back(word);
  std::vector<const char*> argv;
  for (const std::string& word : words) argv.push_back(word.c_str());
  const auto line = language::split_command_line(argv, [](std::string_view) { return false; });
  REQUIRE(line);
  const auto tree = language::parse_expression(*line);
  REQUIRE(tree);
  const auto reader = files::make_reader(files::ReaderKind::automatic);
  output::Streams streams;
  act::Actions actions(streams, nullptr, manner);
  const auto bound = bind(*tree, *line, std::move(settings), {*reader, actions, {}});
  REQUIRE(bound);
  return effects_of(bound->tree, bound->settings);
}

TEST_CASE("effects: what only looks changes nothing", "[plan][effects]") {
  CHECK_FALSE(effects("-name x -print").any);
  CHECK_FALSE(effects("-type d").prunes);
}

TEST_CASE("effects: a transfer comes in order, and may keep the walk out of a directory", "[plan][effects]") {
  for (const char* action : {"-trash", "-move-to /", "-copy-to /", "-link-to /"}) {
    const Effects found = effects(std::string("-name x ") + action);
    CHECK(found.any);
    CHECK(found.transfers);
    CHECK(found.prunes);
    CHECK_FALSE(found.disturbing);
    CHECK_FALSE(found.removes_ahead);
  }
}

TEST_CASE("effects: a transfer disturbs who asks for what it changes of other entries", "[plan][effects]") {
  CHECK(effects("-links 2 -trash").disturbing);
  CHECK(effects("-ctime 0 -trash").disturbing);
  CHECK(effects("-xtype l -move-to /").disturbing);
  CHECK(effects("-trash", {.links = files::LinkPolicy::always}).disturbing);
  CHECK_FALSE(effects("-size +1k -mtime 0 -trash -print").disturbing);
  CHECK(effects("-trash -o -exec true ;").disturbing);
}

TEST_CASE("effects: files are deleted ahead of their turn only if nothing else has one", "[plan][effects]") {
  CHECK(effects("-name x -delete").removes_ahead);
  CHECK_FALSE(effects("-name x -delete -quit").removes_ahead);
  CHECK_FALSE(effects("-name x -delete -o -trash").removes_ahead);
}

TEST_CASE("effects: a deletion that is recorded has its turn, and disturbs nobody", "[plan][effects]") {
  const Effects found = effects("-name x -delete", {}, {.records_all = true});
  CHECK(found.any);
  CHECK_FALSE(found.removes_ahead);
  CHECK_FALSE(found.disturbing);
}

}  // namespace

namespace {

using act::Influence;

class Acting : public act::Action {
 public:
  explicit Acting(Influence influence) : influence_(influence) {}
  Influence influence() const override { return influence_; }
  bool perform(files::Visit&) override { return true; }

 private:
  Influence influence_;
};

MatcherNode leaf(Influence influence, files::FactSet facts = {}, bool follows_links = false) {
  MatcherNode node;
  node.row = language::find_primary("-print");
  node.action = std::make_unique<Acting>(influence);
  node.facts = facts;
  node.follows_links = follows_links;
  return node;
}

/// The effects of an action beside a removal.
Effects beside_removal(MatcherNode other) {
  MatcherTree tree;
  tree.nodes.push_back(std::move(other));
  tree.nodes.push_back(leaf(Influence::removal));
  MatcherNode both;
  both.kind = language::SyntaxNode::Kind::and_;
  both.operands = {0, 1};
  tree.nodes.push_back(std::move(both));
  return effects_of(tree, {});
}

TEST_CASE("effects: files are removed ahead beside what a removal elsewhere does not change",
          "[plan][effects]") {
  CHECK(beside_removal(leaf(Influence::none)).removes_ahead);
  CHECK(beside_removal(leaf(Influence::none, files::Fact::type | files::Fact::mode)).removes_ahead);
}

TEST_CASE("effects: nothing is removed ahead beside what looks behind links or counts them",
          "[plan][effects]") {
  CHECK_FALSE(beside_removal(leaf(Influence::none, {}, true)).removes_ahead);
  CHECK_FALSE(beside_removal(leaf(Influence::none, files::Fact::links)).removes_ahead);
  CHECK(beside_removal(leaf(Influence::none, {}, true)).disturbing);
}

TEST_CASE("effects: what stands behind a barrier does not hold up the walk", "[plan][effects]") {
  for (const char* expression :
       {"-name x -sort size -delete", "-keep 5 newest per dir -exec rm {} ;", "-top 3 -size -trash",
        "-sort name , -sort size -delete", "! -keep 1 oldest -delete",
        "( -sort name -o -name x ) -delete -o -name y"}) {
    const Effects found = effects(expression);
    CHECK_FALSE(found.disturbing);
    CHECK_FALSE(found.removals);
    CHECK_FALSE(found.transfers);
  }
}

TEST_CASE("effects: what can be come to past a barrier does", "[plan][effects]") {
  CHECK(effects("-delete -sort size").removals);
  CHECK(effects("-name x -sort size -print -o -delete").removals);
  CHECK(effects("( -name x -sort size -o -true ) -delete").removals);
  CHECK(effects("-name x -sort size , -trash").transfers);
}

}  // namespace
}  // namespace findo::plan
