#include "cli/options.hpp"

#include <algorithm>
#include <array>

#include <CLI/CLI.hpp>

#include "language/word_remedies.hpp"

namespace findo::cli {
namespace {

// clang-format off
constexpr LongOptionRow kRows[] = {
    // name, synopsis, help, words of completions, whether the value may be the next word
    {"color", "--color[=auto|always|never]", "whether to colour the output; alone: always", "--color --color=auto --color=always --color=never"},
    {"status", "--status", "the same as -status", "--status"},
    {"reader", "--reader=auto|linux|posix|std", "how directories are read", "--reader=auto --reader=linux --reader=posix --reader=std", true},
    {"overwrite", "--overwrite", "-move-to, -copy-to, -link-to may replace other files", "--overwrite"},
    {"parents", "--parents", "with these, keep the tree's shape below DIR", "--parents"},
    {"journal", "--journal", "keep a record of deletions and commands, too", "--journal"},
    {"runs", "--runs", "list the runs of which there is a record", "--runs"},
    {"undo", "--undo[=RUN]", "put back what the last run, or that one, has trashed or moved", "--undo"},
    {"list", "--list=NAME", "list words, for completions", "", true},
    {"help", "--help[=TOPIC]", "show help and exit", "--help"},
    {"version", "--version", "show the version and exit", "--version"},
};
// clang-format on

/// What CLI11 fills in.
struct RawOptions {
  std::string reader = "auto";
  std::string topic;
  std::string colour;
  std::string list;
  std::string undo;
};

void declare(CLI::App& app, RawOptions& raw) {
  app.set_help_flag();
  app.add_option("--help", raw.topic)->expected(0, 1);
  app.add_flag("--version");
  app.add_option("--color", raw.colour)->expected(0, 1);
  app.add_flag("--status");
  app.add_option("--reader", raw.reader);
  app.add_option("--list", raw.list);
  app.add_flag("--overwrite");
  app.add_flag("--parents");
  app.add_flag("--journal");
  app.add_flag("--runs");
  app.add_option("--undo", raw.undo)->expected(0, 1);
}

language::Diagnostic at_option(const language::CommandLine& line, const language::WordRange& words,
                               std::string message) {
  const std::string_view word = line.words[words.first];
  const std::string_view name = word.substr(2, word.find('=') - 2);
  const auto names = long_option_names();
  const bool is_known = std::find(names.begin(), names.end(), name) != names.end();
  std::string remedy = is_known ? "" : language::remedy_for_long_option(word, names);
  return {std::move(message), {words}, {}, std::move(remedy)};
}

/// CLI11 is shown one option at a time, so that what it complains of can be pointed at.
base::Status<language::Diagnostic> read_one(CLI::App& app, const language::CommandLine& line,
                                            const language::WordRange& words) {
  std::string option = line.words[words.first];
  if (words.count > 1) option += '=' + std::string(line.words[words.first + 1]);  // whatever that begins with
  try {
    app.parse(std::vector<std::string>{std::move(option)});
  } catch (const CLI::ExtrasError&) {
    return base::Failure{
        at_option(line, words, "unknown option \"" + std::string(line.words[words.first]) + '"')};
  } catch (const CLI::ParseError& error) {
    return base::Failure{at_option(line, words, error.what())};
  }
  return {};
}

/// --color alone is --color=always, as in GNU ls.
std::optional<ColourWish> try_colour_wish(std::string_view text) {
  if (text.empty() || text == "always") return ColourWish::always;
  if (text == "never") return ColourWish::never;
  return text == "auto" ? std::optional(ColourWish::automatic) : std::nullopt;
}

/// What the option says by its value. Errors: a value that it does not take.
base::Status<language::Diagnostic> apply_values(Options& options, const CLI::App& app, const RawOptions& raw,
                                                const language::WordRange& words) {
  if (app.count("--color") > 0) {
    const auto wish = try_colour_wish(raw.colour);
    if (!wish) return base::Failure{language::Diagnostic{"--color takes auto, always or never", {words}}};
    options.colour = {*wish, words};
  }
  if (app.count("--reader") > 0) {
    const auto kind = files::try_reader_kind(raw.reader);
    if (!kind)
      return base::Failure{
          language::Diagnostic{"unknown reader", {words}, {}, "readers are: auto linux posix std"}};
    options.reader = *kind;
  }
  return {};
}

}  // namespace

std::span<const LongOptionRow> long_option_rows() { return kRows; }

std::span<const std::string_view> long_option_names() {
  static constexpr auto kNames = [] {
    std::array<std::string_view, std::size(kRows)> names;
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = kRows[i].name;
    return names;
  }();
  return kNames;
}

bool long_option_takes_value(std::string_view name) {
  for (const LongOptionRow& row : kRows) {
    if (row.name == name) return row.takes_value;
  }
  return false;
}

base::Result<Options, language::Diagnostic> read_options(const language::CommandLine& line) {
  Options options;
  for (const language::WordRange& words : line.long_options) {
    CLI::App app;
    RawOptions raw;
    declare(app, raw);
    if (auto status = read_one(app, line, words); !status) return base::Failure{std::move(status.error())};
    if (app.count("--help") > 0) options.help_topic = raw.topic;
    if (app.count("--version") > 0) options.wants_version = true;
    if (app.count("--list") > 0) options.list = raw.list;
    options.overwrite |= app.count("--overwrite") > 0;
    options.parents |= app.count("--parents") > 0;
    options.journal |= app.count("--journal") > 0;
    options.wants_runs |= app.count("--runs") > 0;
    if (app.count("--undo") > 0) options.undo = raw.undo;
    if (app.count("--status") > 0) options.show_status = true;
    if (auto status = apply_values(options, app, raw, words); !status) {
      return base::Failure{std::move(status.error())};
    }
  }
  return options;
}

}  // namespace findo::cli
