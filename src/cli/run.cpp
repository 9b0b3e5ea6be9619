// The table of contents: each line of run() is one arrow of the flow from words to results.

#include "findo/run.hpp"

#include <charconv>
#include <clocale>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

#include "act/actions.hpp"
#include "base/messages.hpp"
#include "cli/debug.hpp"
#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cli/roots.hpp"
#include "cli/search.hpp"
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

/// What only asks for text: --help, -version, -D help. Nothing where there is a search to be done.
std::optional<int> try_notice(const language::CommandLine& line, const Options& options) {
  if (options.wants_version) return print_and_end(version_text());
  if (options.list) {
    const auto text = try_list(*options.list);
    if (text) return print_and_end(*text);
    return report_usage(line.words, {"there is no such list; one of primaries, regex-types, file-systems",
                                     {line.long_options.front()}});
  }
  if (options.help_topic) {
    const auto text = try_help(*options.help_topic);
    if (text) return print_and_end(*text);
    return report_usage(line.words, {"there is no help on \"" + *options.help_topic + '"',
                                     {line.long_options.front()},
                                     {},
                                     "topics: flags operators options tests actions, or a primary"});
  }
  for (const auto& token : line.expression) {
    if (token.row && token.row->primary == Primary::help) return print_and_end(*try_help(""));
    if (token.row && token.row->primary == Primary::version) return print_and_end(version_text());
  }
  for (const language::Flag& flag : line.flags) {
    if (flag.letter == 'D' && flag.value == "help") return print_and_end(debug_help());
  }
  return std::nullopt;
}

plan::Settings settings_of(const language::CommandLine& line) {
  plan::Settings settings;
  settings.warnings = isatty(STDERR_FILENO) == 1;
  for (const language::Flag& flag : line.flags) {
    if (flag.letter == 'P') settings.links = files::LinkPolicy::never;
    if (flag.letter == 'H') settings.links = files::LinkPolicy::roots_only;
    if (flag.letter == 'L') settings.links = files::LinkPolicy::always;
    if (flag.letter == 'O') {
      settings.optimiser_level = 3;  // what is larger, or "fast", is the most there is
      std::from_chars(flag.value.data(), flag.value.data() + flag.value.size(), settings.optimiser_level);
    }
  }
  return settings;
}

base::Timestamp now() {
  timespec time{};
  clock_gettime(CLOCK_REALTIME, &time);
  return {time.tv_sec, static_cast<std::int32_t>(time.tv_nsec)};
}

void show_warnings(std::span<const char* const> argv, const std::vector<Diagnostic>& warnings) {
  for (const Diagnostic& warning : warnings) {
    show(STDERR_FILENO,
         language::render_diagnostic(argv, warning, std::string(base::program_name()) + ": warning"));
  }
}

int search_with(const language::CommandLine& line, const language::SyntaxTree& tree, const Options& options) {
  const auto reader = files::make_reader(options.reader);
  if (!reader)
    return report_usage(line.words,
                        {"this findo was built without that reader", {line.long_options.front()}});
  output::Streams streams;
  act::Actions actions(streams);
  auto bound = plan::bind(tree, line, settings_of(line), {*reader, actions, now()});
  if (!bound) return report_usage(line.words, bound.error());
  const auto roots = make_root_source(line, bound->settings);
  if (!roots) return report_usage(line.words, roots.error());
  show_warnings(line.words, bound->warnings);
  plan::optimise(bound->tree, bound->settings.optimiser_level);
  show_debug(line, bound->tree);
  search(**roots, *reader, *bound, streams);
  streams.close();
  return streams.has_failures() ? kFailure : kSuccess;
}

int run_program(std::span<const char* const> argv) {
  fill_closed_standard_streams();
  use_locale_of_user();
  set_program_name(argv[0]);

  const auto line = language::split_command_line(argv, long_option_takes_value);
  if (!line) return report_usage(argv, line.error());
  const auto options = read_options(*line);
  if (!options) return report_usage(argv, options.error());
  if (const auto status = try_notice(*line, *options)) return *status;
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
