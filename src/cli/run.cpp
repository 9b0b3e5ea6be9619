// The table of contents: from the words of a command line to what is to be done with them. How a search goes
// on from there is told in cli/session.cpp.

#include "findo/run.hpp"

#include <clocale>
#include <cstdlib>
#include <unistd.h>

#include "act/child_signal.hpp"
#include "base/log_topics.hpp"
#include "base/messages.hpp"
#include "cli/applying.hpp"
#include "cli/completion.hpp"
#include "cli/config.hpp"
#include "cli/debug.hpp"
#include "cli/exit_status.hpp"
#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cli/plans.hpp"
#include "cli/records.hpp"
#include "cli/reports.hpp"
#include "cli/session.hpp"
#include "language/parser.hpp"
#include "output/closed_streams.hpp"

namespace findo::cli {
namespace {

using language::Primary;

/// What one run sets for the whole process is not there for the next one.
class ProcessState {
 public:
  explicit ProcessState(std::string_view argv0) {
    base::set_program_name(argv0.substr(argv0.rfind('/') + 1));  // npos + 1 is 0
  }
  ProcessState(const ProcessState&) = delete;
  ProcessState& operator=(const ProcessState&) = delete;
  ~ProcessState() {
    base::disable_logs();
    base::set_program_name(kOwnName);
  }

 private:
  static constexpr std::string_view kOwnName = "findo";
  act::ChildSignalRestored child_signal_{};
};

/// What the environment names for a category: the rule is that of POSIX, "Internationalization Variables".
std::string_view locale_named(const char* category) {
  for (const char* variable : {"LC_ALL", category, "LANG"}) {
    const char* name = std::getenv(variable);
    if (name && *name) return name;
  }
  return "C";
}

/// Whether a locale has only its characters of its own, and is the C locale in all else.
bool has_only_characters(std::string_view locale) {
  return locale == "C" || locale == "POSIX" || locale == "C.UTF-8" || locale == "C.utf8";
}

/// The categories that are of use here. Each costs every start a file or two, so that what the C locale says
/// too is not read.
void use_locale_of_user() {
  struct Category {
    int number;
    const char* name;
  };
  std::setlocale(LC_CTYPE, "");
  for (const auto& [number, name] :
       {Category{LC_COLLATE, "LC_COLLATE"}, {LC_MESSAGES, "LC_MESSAGES"}, {LC_TIME, "LC_TIME"}}) {
    if (!has_only_characters(locale_named(name))) std::setlocale(number, "");
  }
}

int report_no_words() {
  show(STDERR_FILENO, base::plain_message("not even the name of the program was given"));
  return kFailure;
}

int report_config(std::string_view message) {
  show(STDERR_FILENO, message);
  return kFailure;
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
  const output::ClosedStreamsFilled filled;
  use_locale_of_user();
  if (argv.empty()) return report_no_words();
  const ProcessState state(argv[0]);
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
  const auto& go = options->apply ? apply_plan_of : run_session;
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
