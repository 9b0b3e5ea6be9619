#include "cli/search.hpp"

#include <algorithm>
#include <optional>

#include "base/messages.hpp"
#include "cli/progress.hpp"
#include "plan/effects.hpp"
#include "plan/program.hpp"

namespace findo::cli {
namespace {

class Searcher : public walk::Visitor {
 public:
  /// `progress` and `overlooked` may be null.
  Searcher(const plan::Bound& bound, output::Streams& streams, Progress* progress, Overlooked* overlooked)
      : effects_(plan::effects_of(bound.tree, bound.settings)),
        program_(bound.tree, effects_),
        exclusions_(bound.exclusions, {}),
        tree_(bound.tree),
        streams_(streams),
        progress_(progress),
        overlooked_(overlooked) {}

  const plan::Effects& effects() const { return effects_; }

  std::uint32_t evaluate(files::Visit& visit, std::uint32_t step, bool retiring) override {
    if (overlooked_) return evaluate_and_note(visit, step, retiring);
    return progress_ ? evaluate_and_count(visit, step, retiring) : run(visit, step, retiring);
  }

  bool excludes(files::Visit& visit) override {
    const bool excludes = exclusions_.holds(visit);
    if (excludes && overlooked_) overlooked_->note_excluded();
    return excludes;
  }

  bool write(const base::Rendered& rendered, std::size_t first, std::size_t end) override {
    const bool is_listened_to = streams_.write(rendered, first, end);
    if (progress_) progress_->note_written(rendered, first, end);
    if (progress_) progress_->tick();
    return is_listened_to;
  }

  void note_progress(std::size_t entries, std::string_view where) override {
    progress_->note_entries(entries, where);
    progress_->tick();
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

  void pause() override {
    streams_.flush_if_due();
    if (progress_) progress_->tick();
  }

 private:
  std::uint32_t run(files::Visit& visit, std::uint32_t step, bool retiring) const {
    return program_.run(visit, step == kStart ? program_.start() : step, retiring);
  }

  /// A match is counted once, however often its evaluation stops on the way: the step at which it goes on
  /// remembers that it was.
  std::uint32_t evaluate_and_count(files::Visit& visit, std::uint32_t step, bool retiring) const {
    constexpr std::uint32_t kIsCounted = 1U << 31U;
    const bool was_counted = (step & kIsCounted) != 0;
    const std::uint32_t next = run(visit, step & ~kIsCounted, retiring);
    if (visit.has_matched && !was_counted) visit.rendered.note_match();
    const bool is_counted = visit.has_matched || was_counted;
    return next != kEnd && is_counted ? next | kIsCounted : next;
  }

  std::uint32_t evaluate_and_note(files::Visit& visit, std::uint32_t step, bool retiring) const {
    const std::uint32_t next = evaluate_and_count(visit, step, retiring);
    overlooked_->note(visit, step == kStart);
    return next;
  }

  plan::Effects effects_;
  plan::Program program_;
  plan::Program exclusions_;
  const plan::MatcherTree& tree_;
  output::Streams& streams_;
  Progress* progress_;
  Overlooked* overlooked_;
};

files::FactSet all_facts(const plan::MatcherTree& tree) {
  files::FactSet facts;
  for (const plan::MatcherNode& node : tree.nodes) facts |= node.facts;
  return facts;
}

/// After so many tasks another thread is worth its start: it costs as much as some directories do, and a
/// small tree is through before it would be of use. Who has asked for threads gets them sooner.
constexpr std::size_t kPatience = 24;
constexpr std::size_t kPatienceWhenAsked = 2;

/// Whether the tree has one of the tests that look at files::Place::searchable.
bool asks_for_search(const plan::MatcherTree& tree) {
  using language::Primary;
  constexpr Primary kAsking[] = {Primary::empty, Primary::lname, Primary::ilname, Primary::prune};
  return std::any_of(tree.nodes.begin(), tree.nodes.end(), [&](const plan::MatcherNode& node) {
    return node.row &&
           std::find(std::begin(kAsking), std::end(kAsking), node.row->primary) != std::end(kAsking);
  });
}

/// -noerror with -warn: that something has failed is said once.
void show_hidden_failures(output::Streams& streams) {
  base::Rendered message;
  message.to(base::StreamId::standard_error) +=
      base::plain_message("warning: " + std::to_string(streams.hidden_failures()) + " errors were not shown");
  streams.settle(message);
}

}  // namespace

walk::WalkSettings walk_settings_of(const plan::Bound& bound, const plan::Effects& effects) {
  const plan::Settings& settings = bound.settings;
  return {
      .links = settings.links,
      .post_order = settings.post_order,
      .breadth_first = settings.order == plan::VisitOrder::bfs,
      .listing = {.order = settings.sorted ? walk::NameOrder::by_name : walk::NameOrder::gnu,
                  .whole = effects.removals || effects.transfers},
      .min_depth = settings.min_depth,
      .max_depth = settings.max_depth,
      .stay_on_device = settings.stay_on_device,
      .skip_mounts = settings.skip_mounts,
      .ignore_races = settings.ignore_races,
      .check_search = asks_for_search(bound.tree),
      .waits = effects.any,
      .squashes = effects.disturbing,
      .prunes = effects.prunes,
      .excludes = !bound.exclusions.nodes.empty(),
      .ends_loops_silently = settings.unique,
      .hide_errors = settings.hide_errors,
      .kept_facts = all_facts(bound.tree),
      .threads = static_cast<unsigned>(settings.threads),
      .patience = settings.threads > 0 ? kPatienceWhenAsked : kPatience,
  };
}

void search(walk::RootSource& roots, files::Reader& reader, const plan::Bound& bound,
            output::Streams& streams, Overlooked* overlooked) {
  const plan::Settings& settings = bound.settings;
  std::optional<Progress> progress;
  if (settings.show_status && Progress::is_possible()) progress.emplace(streams);
  Searcher searcher(bound, streams, progress ? &*progress : nullptr, overlooked);
  const plan::Effects& effects = searcher.effects();
  walk::WalkSettings walk_settings = walk_settings_of(bound, effects);
  walk_settings.tells_progress = progress.has_value();
  walk::walk(roots, reader, searcher, walk_settings);
  searcher.finish();
  if (streams.hidden_failures() > 0 && settings.warnings) show_hidden_failures(streams);
}

}  // namespace findo::cli
