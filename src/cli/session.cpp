// A search is prepared, bound and then done, or explained. Who is named first in Session lives longest: the
// streams outlive the actions, which outlive the expression that holds them.

#include "cli/session.hpp"

#include <algorithm>
#include <unistd.h>

#include "act/actions.hpp"
#include "base/clock.hpp"
#include "base/messages.hpp"
#include "cli/approval.hpp"
#include "cli/colour_choice.hpp"
#include "cli/debug.hpp"
#include "cli/exit_status.hpp"
#include "cli/explain.hpp"
#include "cli/plans.hpp"
#include "cli/records.hpp"
#include "cli/reports.hpp"
#include "cli/root_remarks.hpp"
#include "cli/roots.hpp"
#include "cli/search.hpp"
#include "cli/settings.hpp"
#include "cli/summary_report.hpp"
#include "cli/why.hpp"
#include "files/readers.hpp"
#include "plan/bind.hpp"
#include "plan/guards.hpp"
#include "plan/passes.hpp"

namespace findo::cli {
namespace {

using language::Diagnostic;
using Outcome = base::Status<Diagnostic>;

std::vector<std::string> roots_typed(const language::CommandLine& line) {
  std::vector<std::string> roots;
  for (const std::size_t root : line.roots) roots.emplace_back(line.words[root]);
  return roots;
}

class Session {
 public:
  Session(const language::CommandLine& line, const language::SyntaxTree& tree, const Options& options)
      : line_(line), tree_(tree), options_(options) {}

  int run();

 private:
  Outcome prepare();
  Outcome check_guards();
  plan::RootCheck root_check() const;
  Outcome bind();
  Outcome redirect_errors();
  void show_warnings() const;
  void optimise();
  int explain_why();
  int search();
  output::SearchOutcome walk(const SearchExtras& extras);
  int end(const output::SearchOutcome& outcome);
  void show_behind(const std::string& text);

  /// Nothing is walked, or only to one path; nothing is performed.
  bool only_explains() const { return options_.why || options_.explain == ExplainWish::plan; }
  bool is_restrained() const {
    return options_.restraint.is_any() && !options_.dry_run && !planner_ && !only_explains();
  }

  const language::CommandLine& line_;
  const language::SyntaxTree& tree_;
  const Options& options_;
  const base::Timestamp start_ = base::now();
  std::vector<Diagnostic> guard_warnings_;
  std::optional<output::Colours> colours_;
  std::unique_ptr<files::Reader> reader_;
  output::Streams streams_;
  const output::Interruption interruption_{streams_};
  const std::optional<output::Hyperlinks> links_ = choose_hyperlinks(options_);
  const std::unique_ptr<act::Planner> planner_ = make_planner(line_, options_);
  std::optional<act::Actions> actions_;
  Approval approval_{options_.restraint, streams_};
  std::optional<plan::Bound> bound_;
  std::unique_ptr<walk::RootSource> roots_;
  Explanation explanation_{roots_typed(line_), line_.words};
};

int Session::run() {
  auto status = prepare();
  if (status) status = bind();
  if (!status) return report_usage(line_.words, status.error());
  show_warnings();
  optimise();
  if (options_.why) return explain_why();
  if (options_.explain == ExplainWish::plan) return print_and_end(explanation_.text());
  if (planner_) status = begin_plan(*planner_, *bound_, options_);
  return status ? search() : report_usage(line_.words, status.error());
}

/// Everything that a search needs besides its expression.
Outcome Session::prepare() {
  auto reader = files::make_reader(options_.reader);
  if (!reader)
    return base::Failure{
        Diagnostic{"this findo was built without that reader", {line_.long_options.front()}}};
  if (auto status = check_guards(); !status) return status;
  auto colours = choose_colours(line_, options_);
  if (!colours) return base::Failure{std::move(colours.error())};
  colours_ = std::move(*colours);
  enable_debug(line_);
  reader_ = report_reading(std::move(reader));
  show_start(start_);
  if (only_explains()) streams_.leave_files_alone();
  return {};
}

/// As find the guards refuse nothing, but warn; so they do where nothing is going to be done.
Outcome Session::check_guards() {
  if (options_.is_unguarded) return {};
  auto found = plan::guards_against(line_, tree_, settings_of(line_, options_));
  const bool does_nothing = options_.dry_run || only_explains();
  if (found.empty() || does_nothing || base::program_name() == "find") {
    guard_warnings_ = std::move(found);
    return {};
  }
  found.front().remedy += plan::kOrNoGuard;
  return base::Failure{std::move(found.front())};
}

/// For roots that come from a list.
plan::RootCheck Session::root_check() const {
  if (options_.is_unguarded || base::program_name() == "find") return nullptr;
  return plan::make_root_check(line_, tree_, settings_of(line_, options_));
}

/// What is wrong in the words is found here, before a file is emptied that -fprint and its kin name.
Outcome Session::bind() {
  actions_.emplace(streams_, colours_ ? &*colours_ : nullptr,
                   manner_of(line_, options_, links_ ? &*links_ : nullptr, planner_.get()));
  auto bound = plan::bind(tree_, line_, settings_of(line_, options_),
                          {*reader_, *actions_, start_, is_restrained() ? &approval_ : nullptr});
  if (!bound) return base::Failure{std::move(bound.error())};
  bound_ = std::move(*bound);
  auto roots = bind_roots(line_, bound_->settings, root_check(), [&] { streams_.write_out(); });
  if (!roots) return base::Failure{std::move(roots.error())};
  roots_ = std::move(*roots);
  return redirect_errors();
}

/// --errors.
Outcome Session::redirect_errors() {
  if (!options_.errors_file || only_explains()) return {};
  const auto status = streams_.send_errors_to(*options_.errors_file);
  if (status) return {};
  const auto is_it = [&](const language::WordRange& words) {
    return std::string_view(line_.words[words.first]).starts_with("--errors");
  };
  const auto words = std::find_if(line_.long_options.rbegin(), line_.long_options.rend(), is_it);
  return base::Failure{
      Diagnostic{"cannot open this file for writing: " + base::describe(status.error()), {*words}}};
}

void Session::show_warnings() const {
  std::vector<Diagnostic> warnings = bound_->warnings;
  const plan::Settings& settings = bound_->settings;
  if (settings.warnings && !settings.hide_errors) {
    warnings.insert(warnings.end(), guard_warnings_.begin(), guard_warnings_.end());
  }
  if (settings.warnings && settings.remarks && !settings.hide_errors) {
    for (Diagnostic& remark : remarks_on_roots(line_)) warnings.push_back(std::move(remark));
  }
  for (const Diagnostic& warning : warnings) {
    show(STDERR_FILENO,
         language::render_diagnostic(line_.words, warning, std::string(base::program_name()) + ": warning"));
  }
}

void Session::optimise() {
  const bool explains = options_.explain != ExplainWish::none;
  show_understood(*bound_);
  if (explains) explanation_.note_bound(*bound_);
  plan::optimise(bound_->tree, bound_->settings.optimiser_level);
  plan::optimise(bound_->exclusions, bound_->settings.optimiser_level);
  show_optimised(*bound_);
  if (explains) explanation_.note_optimised(*bound_);
}

/// --why. What is wrong with a list of roots is for the search itself to say.
int Session::explain_why() {
  std::vector<std::string> roots;
  base::Rendered ignored;
  while (auto root = roots_->next(ignored)) roots.push_back(std::move(root->path));
  return print_and_end(explain_path(*options_.why, roots, *reader_, *bound_, line_.words));
}

int Session::search() {
  streams_.truncate_files();
  prepare_reports(*bound_);
  std::optional<Measurement> measurement;  // before the counters of -D, which it would count as well
  if (options_.explain == ExplainWish::run) measurement.emplace(*bound_);
  if (measurement) reader_ = measurement->measured(std::move(reader_));
  const Rates rates(*bound_);
  const SummaryReport summary(options_.summary, streams_, start_);
  std::optional<Overlooked> overlooked;
  if (!measurement && Overlooked::is_wanted(bound_->settings)) overlooked.emplace(*bound_);
  const auto outcome = walk({.counts_entries = actions_->wants_outcome() || options_.status_of_matches ||
                                               bound_->settings.ends_at_match,
                             .for_matches = summary.tally(),
                             .overlooked = overlooked ? &*overlooked : nullptr,
                             .jobs = job_settings_of(*actions_, options_)});
  if (measurement) show_behind(explanation_.text(*measurement));
  if (overlooked) show_behind(overlooked->line(streams_, outcome));
  rates.show();
  summary.show();
  return end(outcome);
}

/// The search, and what stands before and behind its results.
output::SearchOutcome Session::walk(const SearchExtras& extras) {
  actions_->write_headers();
  const auto outcome = cli::search(*roots_, *reader_, *bound_, streams_, extras);
  if (actions_->try_previews()) report_previews(*actions_->try_previews(), streams_);
  if (actions_->record_trouble()) report_record(*actions_->record_trouble(), streams_);
  actions_->write_closing_records(outcome);
  if (planner_) finish_plan(*planner_, options_, streams_);
  return outcome;
}

/// The exit status, once everything is written.
int Session::end(const output::SearchOutcome& outcome) {
  const std::size_t failures = streams_.failures();
  streams_.close();
  return exit_status_of({.told = actions_->exit_status(),
                         .failures = failures,
                         .unwritten = streams_.failures() - failures,
                         .asks_for_matches = options_.status_of_matches,
                         .ends_at_match = bound_->settings.ends_at_match,
                         .has_matched = outcome.matched > 0});
}

/// On standard error, behind everything that the search has written.
void Session::show_behind(const std::string& text) {
  streams_.flush();
  show(STDERR_FILENO, text);
}

}  // namespace

int run_session(const language::CommandLine& line, const language::SyntaxTree& tree, const Options& options) {
  return Session(line, tree, options).run();
}

}  // namespace findo::cli
