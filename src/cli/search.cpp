#include "cli/search.hpp"

#include <algorithm>

#include "plan/effects.hpp"
#include "plan/program.hpp"

namespace findo::cli {
namespace {

class Searcher : public walk::Visitor {
 public:
  Searcher(const plan::Bound& bound, output::Streams& streams)
      : effects_(plan::effects_of(bound.tree, bound.settings.links)),
        program_(bound.tree, effects_),
        tree_(bound.tree),
        streams_(streams) {}

  const plan::Effects& effects() const { return effects_; }

  std::uint32_t evaluate(files::Visit& visit, std::uint32_t step, bool retiring) override {
    return program_.run(visit, step == kStart ? program_.start() : step, retiring);
  }

  bool write(const base::Rendered& rendered, std::size_t first, std::size_t end) override {
    return streams_.write(rendered, first, end);
  }

  void change_directory() override {
    if (!effects_.any) return;
    for (const plan::MatcherNode& node : tree_.nodes) {
      if (node.action) node.action->change_directory();
    }
  }

  /// GNU find 4.9: what waits for its directory comes after what waits for the end.
  void finish() {
    for (const plan::MatcherNode& node : tree_.nodes) {
      if (node.action) node.action->finish();
    }
    change_directory();
  }

  void pause() override { streams_.flush_if_due(); }

 private:
  plan::Effects effects_;
  plan::Program program_;
  const plan::MatcherTree& tree_;
  output::Streams& streams_;
};

files::FactSet all_facts(const plan::MatcherTree& tree) {
  files::FactSet facts;
  for (const plan::MatcherNode& node : tree.nodes) facts |= node.facts;
  return facts;
}

/// Whether the tree has one of the tests that look at files::Place::searchable.
bool asks_for_search(const plan::MatcherTree& tree) {
  using language::Primary;
  constexpr Primary kAsking[] = {Primary::empty, Primary::lname, Primary::ilname, Primary::prune};
  return std::any_of(tree.nodes.begin(), tree.nodes.end(), [&](const plan::MatcherNode& node) {
    return node.row &&
           std::find(std::begin(kAsking), std::end(kAsking), node.row->primary) != std::end(kAsking);
  });
}

}  // namespace

void search(walk::RootSource& roots, files::Reader& reader, const plan::Bound& bound,
            output::Streams& streams) {
  Searcher searcher(bound, streams);
  const plan::Settings& settings = bound.settings;
  const plan::Effects& effects = searcher.effects();
  const walk::WalkSettings walk_settings{
      .links = settings.links,
      .post_order = settings.post_order,
      .listing = {.whole = effects.removals},
      .min_depth = settings.min_depth,
      .max_depth = settings.max_depth,
      .stay_on_device = settings.stay_on_device,
      .skip_mounts = settings.skip_mounts,
      .ignore_races = settings.ignore_races,
      .check_search = asks_for_search(bound.tree),
      .waits = effects.any,
      .squashes = effects.disturbing,
      .prunes = effects.prunes,
      .kept_facts = all_facts(bound.tree),
      .threads = static_cast<unsigned>(getenv("FINDO_JOBS") ? atoi(getenv("FINDO_JOBS")) : 1),
  };
  walk::walk(roots, reader, searcher, walk_settings);
  searcher.finish();
}

}  // namespace findo::cli
