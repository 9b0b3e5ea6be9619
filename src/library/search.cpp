// A search for another program: the same flow as cli/session.cpp's, with its two ends in the caller's hands.

#include "findo/search.hpp"

#include "act/child_signal.hpp"
#include "base/clock.hpp"
#include "cli/records.hpp"
#include "cli/roots.hpp"
#include "cli/search.hpp"
#include "cli/settings.hpp"
#include "files/readers.hpp"
#include "library/errors.hpp"
#include "library/handing_actions.hpp"
#include "library/query_state.hpp"
#include "output/closed_streams.hpp"
#include "plan/bind.hpp"
#include "plan/guards.hpp"
#include "plan/passes.hpp"

namespace findo {
namespace {

/// Nobody reads warnings here, and no line on a terminal is ours.
plan::Settings settings_of(const Query::State& state) {
  plan::Settings settings = cli::settings_of(state.line, state.options);
  settings.warnings = settings.remarks = settings.show_status = false;
  return settings;
}

}  // namespace

Result<Summary> search(const Query& query, const OnEntry& on_entry, const OnError& on_error) {
  const Query::State& state = QueryAccess::state(query);
  const auto refuse = [&](const language::Diagnostic& diagnostic) {
    return library::make_error(state.argv, diagnostic);
  };
  auto guards = plan::guards_against(state.line, state.tree, settings_of(state));
  const bool is_guarded = !state.options.is_unguarded && !state.options.dry_run;
  if (is_guarded && !guards.empty()) {
    guards.front().remedy += plan::kOrNoGuard;
    return refuse(guards.front());
  }
  const auto reader = files::make_reader(state.options.reader);
  if (!reader) {
    return refuse({"this findo was built without that reader", {state.line.long_options.front()}});
  }
  const output::ClosedStreamsFilled filled;
  const act::ChildSignalRestored child_signal;
  output::Streams streams;
  library::Recipient recipient(on_entry, on_error, streams);
  library::HandingActions actions(streams, cli::manner_of(state.line, state.options), recipient);
  auto bound = plan::bind(state.tree, state.line, settings_of(state), {*reader, actions, base::now()});
  if (!bound) return refuse(bound.error());
  const auto roots = cli::bind_roots(state.line, bound->settings,
                                     state.options.is_unguarded
                                         ? nullptr
                                         : plan::make_root_check(state.line, state.tree, settings_of(state)),
                                     [&] { streams.write_out(); });
  if (!roots) return refuse(roots.error());
  plan::optimise(bound->tree, bound->settings.optimiser_level);
  plan::optimise(bound->exclusions, bound->settings.optimiser_level);
  streams.truncate_files();
  actions.write_headers();
  const auto outcome = cli::search(
      **roots, *reader, *bound, streams,
      {.counts_entries = actions.wants_outcome(), .jobs = cli::job_settings_of(actions, state.options)});
  if (actions.record_trouble()) cli::report_record(*actions.record_trouble(), streams);
  actions.write_closing_records(outcome);
  streams.close();
  recipient.rethrow();
  Summary summary = recipient.summary();
  summary.exit_status = actions.exit_status();
  return summary;
}

}  // namespace findo
