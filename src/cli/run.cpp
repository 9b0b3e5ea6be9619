// The table of contents: each line of run() is one arrow of the flow from words to results.

#include "findo/run.hpp"

#include <clocale>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

#include "act/actions.hpp"
#include "base/messages.hpp"
#include "cli/colour_choice.hpp"
#include "cli/debug.hpp"
#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cli/records.hpp"
#include "cli/root_remarks.hpp"
#include "cli/roots.hpp"
#include "cli/search.hpp"
#include "cli/settings.hpp"
#include "files/readers.hpp"
#include "language/parser.hpp"
#include "plan/bind.hpp"
#include "plan/passes.hpp"

namespace findo::cli {
namespace {

using language::Diagnostic;
using language::Primary;

constexpr int kSuccess = 0;
constexpr int kFailure = 1;

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
        {"there is no such list; one of primaries, flags, options, regex-types, orders, debug, file-systems",
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

void show_warnings(const language::CommandLine& line, const plan::Bound& bound) {
  std::vector<Diagnostic> warnings = bound.warnings;
  const plan::Settings& settings = bound.settings;
  if (settings.warnings && settings.remarks && !settings.hide_errors) {
    for (Diagnostic& remark : remarks_on_roots(line)) warnings.push_back(std::move(remark));
  }
  for (const Diagnostic& warning : warnings) {
    show(STDERR_FILENO,
         language::render_diagnostic(line.words, warning, std::string(base::program_name()) + ": warning"));
  }
}

/// The exit status. -exit has the last word on it, unless what was printed before has not arrived.
int end_search(const act::Actions& actions, output::Streams& streams) {
  if (actions.record_trouble()) report_record(*actions.record_trouble(), streams);
  const bool had_failures = streams.has_failures();
  streams.close();
  const bool is_unwritten = !had_failures && streams.has_failures();
  if (actions.exit_status() && !is_unwritten) return *actions.exit_status();
  return streams.has_failures() ? kFailure : kSuccess;
}

int search_with(const language::CommandLine& line, const language::SyntaxTree& tree, const Options& options) {
  auto made = files::make_reader(options.reader);
  if (!made)
    return report_usage(line.words,
                        {"this findo was built without that reader", {line.long_options.front()}});
  const auto colours = choose_colours(line, options);
  if (!colours) return report_usage(line.words, colours.error());
  enable_debug(line);
  const auto reader = report_reading(std::move(made));
  const base::Timestamp start = now();
  show_start(start);
  output::Streams streams;
  const output::Interruption interruption(streams);
  act::Actions actions(streams, *colours ? &**colours : nullptr, manner_of(line, options));
  auto bound = plan::bind(tree, line, settings_of(line, options), {*reader, actions, start});
  if (!bound) return report_usage(line.words, bound.error());
  const auto roots = make_root_source(line, bound->settings, [&] { streams.write_out(); });
  if (!roots) return report_usage(line.words, roots.error());
  show_warnings(line, *bound);
  show_understood(*bound);
  plan::optimise(bound->tree, bound->settings.optimiser_level);
  plan::optimise(bound->exclusions, bound->settings.optimiser_level);
  show_optimised(*bound);
  prepare_reports(*bound);
  const Rates rates(*bound);
  search(**roots, *reader, *bound, streams);
  rates.show();
  return end_search(actions, streams);
}

int run_program(std::span<const char* const> argv) {
  fill_closed_standard_streams();
  use_locale_of_user();
  set_program_name(argv[0]);

  const auto line = language::split_command_line(argv, long_option_takes_value, long_option_names());
  if (!line) return report_usage(argv, line.error());
  const auto options = read_options(*line);
  if (!options) return report_usage(argv, options.error());
  if (const auto status = try_notice(*line, *options)) return *status;
  const auto asks = asks_for_records(*line, *options);
  if (!asks) return report_usage(argv, asks.error());
  if (*asks) return run_records(*line, *options);
  const auto tree = language::parse_expression(*line);
  if (!tree) return report_usage(argv, tree.error());
  return search_with(*line, *tree, *options);
}

}  // namespace
}  // namespace findo::cli

namespace findo {

std::string_view version() { return FINDO_VERSION; }

int run(std::span<const char* const> arguments) { return cli::run_program(arguments); }

}  // namespace findo
