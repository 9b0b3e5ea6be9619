#include "cli/search.hpp"

#include <algorithm>
#include <optional>
#include <unistd.h>

#include "base/messages.hpp"
#include "cli/job_queue.hpp"
#include "cli/progress.hpp"
#include "cli/resumption.hpp"
#include "plan/effects.hpp"
#include "plan/passes.hpp"
#include "plan/program.hpp"

namespace findo::cli {
namespace {

constexpr int kDrawIntervalMs = 100;

output::NameEscaping escaping_on(int descriptor) {
  return isatty(descriptor) == 1 ? output::NameEscaping::terminal : output::NameEscaping::raw;
}

class Searcher : public ResumingVisitor, public JobHost {
 public:
  /// `progress` may be null.
  Searcher(const plan::Bound& bound, output::Streams& streams, Progress* progress, const SearchExtras& extras)
      : effects_(plan::effects_of(bound.tree, bound.settings)),
        program_(bound.tree, effects_),
        exclusions_(bound.exclusions, {}),
        barriers_(bound.tree),
        tree_(bound.tree),
        streams_(streams),
        progress_(progress),
        overlooked_(extras.overlooked),
        for_matches_(extras.for_matches),
        counts_(progress || extras.overlooked || extras.for_matches || extras.counts_entries) {
    const JobSettings& jobs = extras.jobs;
    if (jobs.pool && program_.has_jobs()) queue_.emplace(program_, *jobs.pool, *this, rules_of(bound, jobs));
  }

  const plan::Effects& effects() const { return effects_; }
  bool counts() const { return counts_; }
  output::SearchOutcome outcome() const {
    return {visited_, matched_, !was_ended_ && !(queue_ && queue_->is_over())};
  }

  std::uint32_t evaluate(files::Visit& visit, std::uint32_t step, bool retiring) override {
    const std::uint32_t next = evaluate_from(visit, step, retiring);
    if (overlooked_) overlooked_->note(visit, step == kStart);
    return next;
  }

  /// Whether first_step() has anything to tell. Every file is seen by who wants to know what was overlooked,
  /// and by exclusions, which may have something to complain of.
  bool foresees() const { return program_.foresees() && !overlooked_ && exclusions_.count() == 0; }

  std::uint32_t first_step(const files::Listed& file) override { return program_.first_step(file); }

  bool excludes(files::Visit& visit) override {
    const bool excludes = exclusions_.holds(visit);
    if (excludes && overlooked_) overlooked_->note_excluded();
    return excludes;
  }

  bool write(const base::Rendered& rendered, std::size_t first, std::size_t end) override {
    return queue_ ? queue_->write(rendered, first, end) : write_out(rendered, first, end);
  }

  void note_progress(std::size_t entries, std::string_view where) override {
    visited_ += entries;
    if (!progress_) return;
    progress_->note_entries(entries, where);
    progress_->tick();
  }

  void change_directory() override {
    if (!effects_.any && !is_resuming_) return;
    if (queue_) return queue_->change_directory();
    tell_directory_change();
  }

  /// The walk is over: what waits at barriers goes on.
  void resume(files::Reader& reader, const plan::Settings& settings) {
    is_resuming_ = true;
    if (!barriers_.empty()) barriers_.resume_all(program_, reader, settings, *this, streams_);
  }

  /// Goes on with what commands beside each other have left for later.
  void settle() override {
    if (!queue_) return;
    queue_->finish();
    queue_->begin_again();
  }

  /// GNU find 4.9: what waits for its directory comes after what waits for the end.
  void finish() {
    if (queue_) queue_->finish();
    if (streams_.is_abandoned()) return;
    for (const plan::MatcherNode& node : tree_.nodes) {
      if (node.action) node.action->finish();
    }
    tell_directory_change();
  }

  void pause() override {
    if (queue_) queue_->look();
    streams_.flush_if_due();
    if (progress_) progress_->tick();
  }

  bool pass_time() override { return queue_ && queue_->pass_time(); }

  bool is_over() override {
    if (queue_) queue_->look();
    return is_cancelled_ || streams_.is_stopped() || (queue_ && queue_->is_over());
  }

 private:
  JobRules rules_of(const plan::Bound& bound, const JobSettings& jobs) const {
    const auto minds = [](const plan::MatcherNode& node) {
      return node.action && node.action->minds_directories();
    };
    return {.in_order = jobs.in_order,
            .halt = jobs.halt,
            .tags = jobs.tags,
            .output_escaping = escaping_on(STDOUT_FILENO),
            .error_escaping = escaping_on(STDERR_FILENO),
            .post_order = bound.settings.post_order,
            .minds_directories = std::any_of(tree_.nodes.begin(), tree_.nodes.end(), minds),
            .counts_matches = counts_};
  }

  bool write_out(const base::Rendered& rendered, std::size_t first, std::size_t end) override {
    const bool is_listened_to =
        barriers_.empty() ? streams_.write(rendered, first, end) : write_and_take(rendered, first, end);
    if (counts_) count_matches(rendered, first, end);
    if (progress_) progress_->note_written(rendered, first, end);
    if (progress_) progress_->tick();
    return is_listened_to;
  }

  /// What is rendered for barriers goes to them, in its place among the rest.
  bool write_and_take(const base::Rendered& rendered, std::size_t first, std::size_t end) {
    bool goes_on = true;
    for (std::size_t i = first; i < end && goes_on; ++i) {
      const base::StreamId stream = rendered.runs()[i].stream;
      goes_on = base::leads_to_barrier(stream) ? barriers_.take(stream, rendered.bytes_of(i), streams_)
                                               : streams_.write(rendered, i, i + 1);
    }
    return goes_on;
  }

  void tell_directory_change() override {
    for (const plan::MatcherNode& node : tree_.nodes) {
      if (node.action) node.action->change_directory();
    }
  }

  void note_match(files::Visit& visit) const override {
    visit.rendered.note_match();
    if (for_matches_) for_matches_->perform(visit);
  }

  void note_jobs(const JobFigures& figures) override {
    if (progress_) progress_->note_jobs(figures);
  }

  int prepare_to_wait() override {
    streams_.write_out();
    if (progress_) progress_->tick();
    return progress_ ? kDrawIntervalMs : -1;
  }

  std::uint32_t evaluate_from(files::Visit& visit, std::uint32_t step, bool retiring) {
    if (retiring && queue_) return evaluate_in_queue(visit, step);
    const std::uint32_t next =
        counts_ ? evaluate_and_count(visit, step, retiring) : run(visit, step, retiring);
    if (retiring && visit.stop) was_ended_ = true;
    if (retiring && visit.cancels) is_cancelled_ = true;
    return next;
  }

  std::uint32_t evaluate_in_queue(files::Visit& visit, std::uint32_t step) {
    const std::uint32_t from = step & ~kIsCounted;
    const bool is_counted = (step & kIsCounted) != 0 || visit.has_matched;
    queue_->evaluate(visit, from == kStart ? program_.start() : from, is_counted);
    return kEnd;
  }

  std::uint32_t run(files::Visit& visit, std::uint32_t step, bool retiring) const {
    return program_.run(visit, step == kStart ? program_.start() : step,
                        retiring ? plan::Turn::own : plan::Turn::ahead);
  }

  /// A match is counted once, however often its evaluation stops on the way: the step at which it goes on
  /// remembers that it was, or, behind a barrier, the visit does.
  std::uint32_t evaluate_and_count(files::Visit& visit, std::uint32_t step, bool retiring) const {
    const bool was_counted = (step & kIsCounted) != 0 || visit.has_matched;
    visit.has_matched = was_counted;
    const std::uint32_t next = run(visit, step & ~kIsCounted, retiring);
    if (visit.has_matched && !was_counted) note_match(visit);
    return next != kEnd && visit.has_matched ? next | kIsCounted : next;
  }

  void count_matches(const base::Rendered& rendered, std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) matched_ += rendered.runs()[i].matches;
  }

  static constexpr std::uint32_t kIsCounted = 1U << 31U;

  plan::Effects effects_;
  plan::Program program_;
  plan::Program exclusions_;
  Barriers barriers_;
  bool is_resuming_ = false;
  const plan::MatcherTree& tree_;
  output::Streams& streams_;
  Progress* progress_;
  Overlooked* overlooked_;
  std::optional<JobQueue> queue_;
  act::Action* for_matches_;
  bool counts_;
  bool was_ended_ = false;
  bool is_cancelled_ = false;

  std::size_t visited_ = 0;
  std::size_t matched_ = 0;
};

files::FactSet all_facts(const plan::MatcherTree& tree) {
  files::FactSet facts;
  for (const plan::MatcherNode& node : tree.nodes) facts |= node.facts;
  return facts;
}

/// After so many tasks another thread is worth its start: it costs as much as some directories do, and a
/// small tree is through before it would be of use. Who has asked for threads gets them sooner.
constexpr std::size_t kPatience = 48;
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
  const std::size_t count = streams.hidden_failures();
  base::Rendered message;
  message.to(base::StreamId::standard_error) += base::plain_message(
      "warning: " + std::to_string(count) + (count == 1 ? " error was" : " errors were") + " not shown");
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
      .ignoring = bound.ignoring.get(),
      .enters_ignored = settings.enters_ignored,
      .ends_loops_silently = settings.unique,
      .hide_errors = settings.hide_errors,
      .kept_facts = all_facts(bound.tree),
      .threads = static_cast<unsigned>(settings.threads),
      .patience = settings.threads > 0 ? kPatienceWhenAsked : kPatience,
  };
}

output::SearchOutcome search(walk::RootSource& roots, files::Reader& reader, const plan::Bound& bound,
                             output::Streams& streams, const SearchExtras& extras) {
  const plan::Settings& settings = bound.settings;
  std::optional<Progress> progress;
  if (settings.show_status && Progress::is_possible()) progress.emplace(streams);
  Searcher searcher(bound, streams, progress ? &*progress : nullptr, extras);
  const plan::Effects& effects = searcher.effects();
  walk::WalkSettings walk_settings = walk_settings_of(bound, effects);
  walk_settings.foresees = searcher.foresees();
  walk_settings.tells_progress = searcher.counts();
  walk::walk(roots, reader, searcher, walk_settings);
  searcher.resume(reader, settings);
  searcher.finish();
  if (streams.hidden_failures() > 0 && settings.warnings) show_hidden_failures(streams);
  return searcher.outcome();
}

std::unique_ptr<ResumingVisitor> make_evaluator(const plan::Bound& bound, output::Streams& streams,
                                                const SearchExtras& extras) {
  return std::make_unique<Searcher>(bound, streams, nullptr, extras);
}

}  // namespace findo::cli
