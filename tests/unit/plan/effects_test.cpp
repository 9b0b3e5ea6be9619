#include "plan/effects.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace findo;
using act::Influence;

class Acting : public act::Action {
 public:
  explicit Acting(Influence influence) : influence_(influence) {}
  Influence influence() const override { return influence_; }
  bool perform(files::Visit&) override { return true; }

 private:
  Influence influence_;
};

plan::MatcherNode leaf(Influence influence, files::FactSet facts = {}, bool follows_links = false) {
  plan::MatcherNode node;
  node.row = language::find_primary("-print");
  node.action = std::make_unique<Acting>(influence);
  node.facts = facts;
  node.follows_links = follows_links;
  return node;
}

/// The effects of an action beside a removal.
plan::Effects beside_removal(plan::MatcherNode other) {
  plan::MatcherTree tree;
  tree.nodes.push_back(std::move(other));
  tree.nodes.push_back(leaf(Influence::removal));
  return plan::effects_of(tree, {});
}

}  // namespace

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
