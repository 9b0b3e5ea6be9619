// The table of contents: each line of run() is one arrow of the flow from words to results.

#include "findo/run.hpp"

#include <algorithm>
#include <clocale>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

#include "act/actions.hpp"
#include "base/messages.hpp"
#include "cli/applying.hpp"
#include "cli/approval.hpp"
#include "cli/colour_choice.hpp"
#include "cli/completion.hpp"
#include "cli/config.hpp"
#include "cli/debug.hpp"
#include "cli/exit_status.hpp"
#include "cli/explain.hpp"
#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cli/plans.hpp"
#include "cli/records.hpp"
#include "cli/root_remarks.hpp"
#include "cli/roots.hpp"
#include "cli/search.hpp"
#include "cli/settings.hpp"
#include "cli/summary_report.hpp"
#include "cli/why.hpp"
#include "files/readers.hpp"
#include "language/parser.hpp"
#include "plan/bind.hpp"
#include "plan/guards.hpp"
#include "plan/passes.hpp"

namespace findo::cli {
namespace {

using language::Diagnostic;
using language::Primary;

/// A standard stream that is closed would give its number to the next file opened, which would then be
/// written into. Its place is taken by something that fails as the closed stream would.
void fill_closed_standard_streams() {
  for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(number, F_GETFD) >= 0) continue;
    open("/dev/null",
         (number == STDIN_FILENO ? O_WRONLY : O_RDONLY) | O_CLOEXEC);  // takes the lowest free number
  }
}

/// The categories that are of use here; each of the others would cost every start a file or two.
void use_locale_of_user() {
  for (const int category : {LC_CTYPE, LC_COLLATE, LC_MESSAGES, LC_TIME}) std::setlocale(category, "");
}

void set_program_name(std::string_view argv0) {
  base::set_program_name(argv0.substr(argv0.rfind('/') + 1));  // npos + 1 is 0
}

void show(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

int report_usage(std::span<const char* const> argv, const Diagnostic& diagnostic) {
  show(STDERR_FILENO, language::render_diagnostic(argv, diagnostic, base::program_name()));
  return exit_status_of_mistake(argv);
}

int report_config(std::string_view message) {
  show(STDERR_FILENO, message);
  return kFailure;
}

int print_and_end(std::string_view text) {
  output::Streams streams;
  base::Rendered rendered;
  rendered.to(base::StreamId::standard_output) += text;
  streams.settle(rendered);
  streams.close();
  return streams.has_failures() ? kFailure : kSuccess;
}

/// The text that a word of the language asks for: -help, -version, -D help and the like. Empty where none
/// does.
std::string text_asked_for(const language::CommandLine& line) {
  for (const auto& token : line.expression) {
    if (!token.row) continue;
    if (token.row->primary == Primary::help) return *try_help("");
    if (token.row->primary == Primary::version) return version_text();
    const bool asks_for_types = token.row->primary == Primary::regextype &&
                                std::string_view(line.words[token.words.first + 1]) == "help";
    if (asks_for_types) return regex_type_help();
  }
  for (const language::Flag& flag : line.flags) {
    if (flag.letter == 'D' && asks_for_debug_help(flag.value)) return debug_help();
    if (flag.letter == 'S' && flag.value == "help") return order_help();
  }
  return {};
}

/// What only asks for text: --help, -version, -D help. Nothing where there is a search to be done.
std::optional<int> try_notice(const language::CommandLine& line, const Options& options) {
  if (options.wants_version) return print_and_end(version_text());
  if (options.list) {
    const auto text = try_list(*options.list);
    if (text) return print_and_end(*text);
    return report_usage(
        line.words,
        {"there is no such list; one of next, primaries, flags, options, regex-types, orders, debug, "
         "file-systems, fields, types",
         {line.long_options.front()}});
  }
  if (options.help_topic) {
    const auto text = try_help(*options.help_topic);
    if (text) return print_and_end(*text);
    return report_usage(line.words, {"there is no help on \"" + *options.help_topic + '"',
                                     {line.long_options.front()},
                                     {},
                                     remedy_for_topic(*options.help_topic)});
  }
  const auto text = text_asked_for(line);
  return text.empty() ? std::nullopt : std::optional(print_and_end(text));
}

base::Timestamp now() {
  timespec time{};
  clock_gettime(CLOCK_REALTIME, &time);
  return {time.tv_sec, static_cast<std::int32_t>(time.tv_nsec)};
}

/// What the guards have to say; as find they refuse nothing, but warn.
struct Guards {
  std::optional<Diagnostic> refusal{};
  std::vector<Diagnostic> warnings{};
};

/// Nothing is walked, or only to one path; nothing is performed.
bool only_explains(const Options& options) { return options.why || options.explain == ExplainWish::plan; }

Guards guards_of(const language::CommandLine& line, const language::SyntaxTree& tree,
                 const Options& options) {
  if (options.is_unguarded) return {};
  std::vector<Diagnostic> found = plan::guards_against(line, tree, settings_of(line, options));
  const bool does_nothing = options.dry_run || only_explains(options);
  if (found.empty() || does_nothing || base::program_name() == "find") return {{}, std::move(found)};
  found.front().remedy += "  (or --no-guard)";
  return {std::move(found.front()), {}};
}

void show_warnings(const language::CommandLine& line, const plan::Bound& bound, const Guards& guards) {
  std::vector<Diagnostic> warnings = bound.warnings;
  const plan::Settings& settings = bound.settings;
  if (settings.warnings && !settings.hide_errors) {
    warnings.insert(warnings.end(), guards.warnings.begin(), guards.warnings.end());
  }
  if (settings.warnings && settings.remarks && !settings.hide_errors) {
    for (Diagnostic& remark : remarks_on_roots(line)) warnings.push_back(std::move(remark));
  }
  for (const Diagnostic& warning : warnings) {
    show(STDERR_FILENO,
         language::render_diagnostic(line.words, warning, std::string(base::program_name()) + ": warning"));
  }
}

/// --errors.
base::Status<Diagnostic> redirect_errors(const language::CommandLine& line, const Options& options,
                                         output::Streams& streams) {
  if (!options.errors_file || only_explains(options)) return {};
  const auto status = streams.send_errors_to(*options.errors_file);
  if (status) return {};
  const auto is_it = [&](const language::WordRange& words) {
    return std::string_view(line.words[words.first]).starts_with("--errors");
  };
  const auto words = std::find_if(line.long_options.rbegin(), line.long_options.rend(), is_it);
  return base::Failure{
      Diagnostic{"cannot open this file for writing: " + base::describe(status.error()), {*words}}};
}

/// The search, and what stands before and behind its results.
output::SearchOutcome search_and_sum_up(walk::RootSource& roots, files::Reader& reader,
                                        const plan::Bound& bound, const SearchExtras& extras,
                                        act::Actions& actions, output::Streams& streams) {
  actions.write_headers();
  const output::SearchOutcome outcome = search(roots, reader, bound, streams, extras);
  if (actions.try_previews()) report_previews(*actions.try_previews(), streams);
  if (actions.record_trouble()) report_record(*actions.record_trouble(), streams);
  actions.write_closing_records(outcome);
  return outcome;
}

/// The exit status, once everything is written.
int end_search(const act::Actions& actions, const output::SearchOutcome& outcome, const plan::Bound& bound,
               const Options& options, output::Streams& streams) {
  const std::size_t failures = streams.failures();
  streams.close();
  return exit_status_of({.told = actions.exit_status(),
                         .failures = failures,
                         .unwritten = streams.failures() - failures,
                         .asks_for_matches = options.status_of_matches,
                         .ends_at_match = bound.settings.ends_at_match,
                         .has_matched = outcome.matched > 0});
}

std::vector<std::string> roots_typed(const language::CommandLine& line) {
  std::vector<std::string> roots;
  for (const std::size_t root : line.roots) roots.emplace_back(line.words[root]);
  return roots;
}

/// --why. What is wrong with a list of roots is for the search itself to say.
int explain_why(const language::CommandLine& line, std::string_view path, walk::RootSource& source,
                files::Reader& reader, const plan::Bound& bound) {
  std::vector<std::string> roots;
  base::Rendered ignored;
  while (auto root = source.next(ignored)) roots.push_back(std::move(root->path));
  return print_and_end(explain_path(path, roots, reader, bound, line.words));
}

/// On standard error, behind everything that the search has written.
void show_behind(output::Streams& streams, const std::string& text) {
  streams.flush();
  show(STDERR_FILENO, text);
}

int search_with(const language::CommandLine& line, const language::SyntaxTree& tree, const Options& options) {
  auto made = files::make_reader(options.reader);
  if (!made)
    return report_usage(line.words,
                        {"this findo was built without that reader", {line.long_options.front()}});
  const Guards guards = guards_of(line, tree, options);
  if (guards.refusal) return report_usage(line.words, *guards.refusal);
  const auto colours = choose_colours(line, options);
  if (!colours) return report_usage(line.words, colours.error());
  enable_debug(line);
  auto reader = report_reading(std::move(made));
  const base::Timestamp start = now();
  show_start(start);
  output::Streams streams;
  if (only_explains(options)) streams.leave_files_alone();
  const output::Interruption interruption(streams);
  const auto links = choose_hyperlinks(options);
  const auto planner = make_planner(line, options);
  act::Actions actions(streams, *colours ? &**colours : nullptr,
                       manner_of(line, options, links ? &*links : nullptr, planner.get()));
  Approval approval(options.restraint, streams);
  const bool is_restrained =
      options.restraint.is_any() && !options.dry_run && !planner && !only_explains(options);
  auto bound = plan::bind(tree, line, settings_of(line, options),
                          {*reader, actions, start, is_restrained ? &approval : nullptr});
  if (!bound) return report_usage(line.words, bound.error());
  const auto roots = make_root_source(line, bound->settings, [&] { streams.write_out(); });
  if (!roots) return report_usage(line.words, roots.error());
  if (const auto status = redirect_errors(line, options, streams); !status)
    return report_usage(line.words, status.error());
  show_warnings(line, *bound, guards);
  show_understood(*bound);
  Explanation explanation(roots_typed(line), line.words);
  if (options.explain != ExplainWish::none) explanation.note_bound(*bound);
  plan::optimise(bound->tree, bound->settings.optimiser_level);
  plan::optimise(bound->exclusions, bound->settings.optimiser_level);
  show_optimised(*bound);
  if (options.explain != ExplainWish::none) explanation.note_optimised(*bound);
  if (options.why) return explain_why(line, *options.why, **roots, *reader, *bound);
  if (options.explain == ExplainWish::plan) return print_and_end(explanation.text());
  if (planner) {
    if (const auto status = begin_plan(*planner, *bound, options); !status)
      return report_usage(line.words, status.error());
  }
  prepare_reports(*bound);
  std::optional<Measurement> measurement;  // before the counters of -D, which it would count as well
  if (options.explain == ExplainWish::run) measurement.emplace(*bound);
  const Rates rates(*bound);
  const SummaryReport summary(options.summary, streams, start);
  std::optional<Overlooked> overlooked;
  if (Overlooked::is_wanted(bound->settings)) overlooked.emplace(*bound);
  const bool counts = actions.wants_outcome() || options.status_of_matches || bound->settings.ends_at_match;
  const SearchExtras extras{.counts_entries = counts,
                            .for_matches = summary.tally(),
                            .overlooked = overlooked && !measurement ? &*overlooked : nullptr,
                            .jobs = job_settings_of(actions, options)};
  const auto measured = measurement ? measurement->measured(std::move(reader)) : std::move(reader);
  const auto outcome = search_and_sum_up(**roots, *measured, *bound, extras, actions, streams);
  if (planner) finish_plan(*planner, options, streams);
  if (measurement) show_behind(streams, explanation.text(*measurement));
  if (extras.overlooked) show_behind(streams, overlooked->line(streams, outcome));
  rates.show();
  summary.show();
  return end_search(actions, outcome, *bound, options, streams);
}

/// --apply; there is no expression.
int apply_plan_of(const language::CommandLine& line, const language::SyntaxTree&, const Options& options) {
  const auto status = apply_plan(line, options);
  return status ? *status : report_usage(line.words, status.error());
}

/// `--list=next WORD...`: the words are somebody's that are being typed, so they are no command line.
std::optional<int> try_completions(std::span<const char* const> argv) {
  constexpr std::size_t kFirstWord = 2;
  if (argv.size() < kFirstWord || std::string_view(argv[1]) != "--list=next") return std::nullopt;
  const std::vector<std::string_view> words(argv.begin() + kFirstWord, argv.end());
  return print_and_end(completions_of(words));
}

int run_program(std::span<const char* const> argv) {
  fill_closed_standard_streams();
  use_locale_of_user();
  set_program_name(argv[0]);
  if (const auto status = try_completions(argv)) return *status;

  const auto line = language::split_command_line(argv, long_option_takes_value, long_option_names());
  if (!line) return report_usage(argv, line.error());
  const auto options = read_options(*line);
  if (!options) return report_usage(argv, options.error());
  if (const auto status = try_notice(*line, *options)) return *status;
  const auto asks = asks_for_records(*line, *options);
  if (!asks) return report_usage(argv, asks.error());
  if (*asks) return run_records(*line, *options);
  if (const auto status = check_plan_options(*line, *options); !status)
    return report_usage(argv, status.error());
  const auto tree = language::parse_expression(*line);
  if (!tree) return report_usage(argv, tree.error());
  const auto& go = options->apply ? apply_plan_of : search_with;
  if (!reads_config(*options)) return go(*line, *tree, *options);
  const auto config = load_config();
  if (!config) return report_config(config.error());
  return go(*line, *tree, *read_options(*line, *config));
}

}  // namespace
}  // namespace findo::cli

namespace findo {

std::string_view version() { return FINDO_VERSION; }

int run(std::span<const char* const> arguments) { return cli::run_program(arguments); }

}  // namespace findo
