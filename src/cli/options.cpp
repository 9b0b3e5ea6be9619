// The only file that knows CLI11: its headers leave objects in each file that includes them, which every
// start would have to construct.

#include "cli/options.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include <CLI/CLI.hpp>

#include "language/operands.hpp"
#include "language/quantities.hpp"
#include "language/suggestion.hpp"
#include "language/word_remedies.hpp"

namespace findo::cli {
namespace {

// clang-format off
constexpr LongOptionRow kRows[] = {
    // name, synopsis, help, words of completions, whether the value may be the next word, whether it is a setting
    {"color", "--color[=auto|always|never]", "whether to colour the output; alone: always", "--color --color=auto --color=always --color=never", false, true},
    {"hyperlink", "--hyperlink[=auto|always|never]", "whether names are links on a terminal; alone: always", "--hyperlink --hyperlink=auto --hyperlink=always --hyperlink=never", false, true},
    {"status", "--status", "the same as -status", "--status", false, true},
    {"summary", "--summary[=ext|type|owner|age|dir|size]", "show totals with bars at the end; alone: ext", "--summary --summary=ext --summary=type --summary=owner --summary=age --summary=dir --summary=size"},
    {"exit-status", "--exit-status=match|errors", "match: 0 if something matched, 1 if nothing, 2 if anything failed", "--exit-status=match --exit-status=errors", true},
    {"errors", "--errors=FILE", "messages into FILE, each with a tab, its path and a NUL", "--errors=", true},
    {"no-config", "--no-config", "do not read the configuration file", "--no-config"},
    {"reader", "--reader=auto|linux|posix|std", "how directories are read", "--reader=auto --reader=linux --reader=posix --reader=std", true},
    {"ignore", "--ignore=vcs", "leave out what .gitignore, .ignore and their kin name", "--ignore=vcs", true, true},
    {"ignore-file", "--ignore-file=FILE", "leave out what the rules in FILE name", "--ignore-file=", true},
    {"skip", "--skip=CLASS[,CLASS...]", "leave out remote or pseudo file systems, hidden files, vcs (.git and its kin)", "--skip=remote --skip=pseudo --skip=hidden --skip=vcs", true, true},
    {"overwrite", "--overwrite", "-move-to, -copy-to, -link-to may replace other files", "--overwrite"},
    {"parents", "--parents", "with these, keep the tree's shape below DIR", "--parents"},
    {"jobs", "--jobs=N", "-each and -exec: so many commands at a time", "--jobs=", true},
    {"order", "--order=find|any", "show what commands write in find's order, or as they end", "--order=find --order=any", true},
    {"tag", "--tag", "before each line that a command writes, the path and a tab", "--tag"},
    {"halt", "--halt=never|soon|now", "what happens to others when a command fails", "--halt=never --halt=soon --halt=now", true},
    {"no-guard", "--no-guard", "do what a guard against accidents refuses", "--no-guard"},
    {"dry-run", "--dry-run", "show what would be done, and do nothing", "--dry-run"},
    {"confirm", "--confirm", "before anything is done, show how much it is and ask once", "--confirm"},
    {"max-actions", "--max-actions=N", "do nothing at all if it would be more than N actions", "--max-actions=", true},
    {"max-bytes", "--max-bytes=SIZE", "do nothing at all if the files have more bytes: 10M, 1.5GiB", "--max-bytes=", true},
    {"plan", "--plan=FILE", "write down what would be done, for --apply, and do nothing", "--plan=", true},
    {"apply", "--apply=FILE", "do what a plan says, with files that are still the same", "--apply=", true},
    {"journal", "--journal", "keep a record of deletions and commands, too", "--journal", false, true},
    {"runs", "--runs", "list the runs of which there is a record", "--runs"},
    {"undo", "--undo[=RUN]", "put back what the last run, or that one, has trashed or moved", "--undo"},
    {"explain", "--explain[=run]", "tell what the search would do; =run: do it, and tell what it took", "--explain --explain=run"},
    {"why", "--why=PATH", "tell step by step whether and why PATH is a result", "--why=", true},
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
  std::string ignore;
  std::string ignore_file;
  std::string skip;
  std::string undo;
  std::string max_actions;
  std::string max_bytes;
  std::string plan;
  std::string apply;
  std::string jobs;
  std::string order;
  std::string halt;
  std::string exit_status;
  std::string summary;
  std::string hyperlink;
  std::string errors;
  std::string explain;
  std::string why;
};

void declare(CLI::App& app, RawOptions& raw) {
  app.set_help_flag();
  app.add_option("--help", raw.topic)->expected(0, 1);
  app.add_flag("--version");
  app.add_option("--color", raw.colour)->expected(0, 1);
  app.add_flag("--status");
  app.add_option("--summary", raw.summary)->expected(0, 1);
  app.add_option("--hyperlink", raw.hyperlink)->expected(0, 1);
  app.add_option("--errors", raw.errors);
  app.add_flag("--no-config");
  app.add_option("--exit-status", raw.exit_status);
  app.add_option("--reader", raw.reader);
  app.add_option("--list", raw.list);
  app.add_option("--ignore", raw.ignore);
  app.add_option("--ignore-file", raw.ignore_file);
  app.add_option("--skip", raw.skip);
  app.add_flag("--overwrite");
  app.add_flag("--parents");
  app.add_option("--jobs", raw.jobs);
  app.add_option("--order", raw.order);
  app.add_flag("--tag");
  app.add_option("--halt", raw.halt);
  app.add_flag("--no-guard");
  app.add_flag("--dry-run");
  app.add_flag("--confirm");
  app.add_option("--max-actions", raw.max_actions);
  app.add_option("--max-bytes", raw.max_bytes);
  app.add_option("--plan", raw.plan);
  app.add_option("--apply", raw.apply);
  app.add_flag("--journal");
  app.add_flag("--runs");
  app.add_option("--undo", raw.undo)->expected(0, 1);
  app.add_option("--explain", raw.explain)->expected(0, 1);
  app.add_option("--why", raw.why);
}

/// Null where there is none.
const LongOptionRow* find_row(std::string_view name) {
  const auto* const row = std::find_if(std::begin(kRows), std::end(kRows),
                                       [&](const LongOptionRow& each) { return each.name == name; });
  return row == std::end(kRows) ? nullptr : row;
}

/// The row of an option as it is typed, `--name` or `--name=value`; null where there is none.
const LongOptionRow* find_row_of(std::string_view option) {
  return find_row(option.substr(2, option.find('=') - 2));
}

language::Diagnostic at_option(const language::CommandLine& line, const language::WordRange& words,
                               std::string message) {
  const std::string_view word = line.words[words.first];
  std::string remedy;
  if (!find_row_of(word)) remedy = language::remedy_for_long_option(word, long_option_names());
  return {std::move(message), {words}, {}, std::move(remedy)};
}

/// CLI11 is shown one option at a time, so that what it complains of can be pointed at.
base::Status<language::Diagnostic> read_one(CLI::App& app, const language::CommandLine& line,
                                            const language::WordRange& words) {
  std::string option = line.words[words.first];
  if (words.count > 1) option += '=' + std::string(line.words[words.first + 1]);  // whatever that begins with
  const LongOptionRow* const row = find_row_of(option);
  const std::string usage = row ? "usage: " + std::string(row->synopsis) : "";
  if (row && row->is_switch() && option.find('=') != std::string::npos) {
    return base::Failure{language::Diagnostic{"this option takes no value", {words}, {}, usage}};
  }
  try {
    app.parse(std::vector<std::string>{std::move(option)});
  } catch (const CLI::ExtrasError&) {
    return base::Failure{
        at_option(line, words, "unknown option \"" + std::string(line.words[words.first]) + '"')};
  } catch (const CLI::ArgumentMismatch&) {
    return base::Failure{language::Diagnostic{"a value is missing", {words}, {}, usage}};
  } catch (const CLI::ParseError& error) {
    return base::Failure{at_option(line, words, error.what())};
  }
  return {};
}

/// --color and --hyperlink alone are --color=always and --hyperlink=always, as in GNU ls.
std::optional<ColourWish> try_colour_wish(std::string_view text) {
  if (text.empty() || text == "always") return ColourWish::always;
  if (text == "never") return ColourWish::never;
  return text == "auto" ? std::optional(ColourWish::automatic) : std::nullopt;
}

std::optional<act::Halt> try_halt(std::string_view text) {
  if (text == "never") return act::Halt::never;
  if (text == "soon") return act::Halt::soon;
  return text == "now" ? std::optional(act::Halt::now) : std::nullopt;
}

/// How commands run beside each other. Errors: as apply_values().
base::Status<language::Diagnostic> apply_job_values(Options& options, const CLI::App& app,
                                                    const RawOptions& raw, const language::WordRange& words) {
  const auto refuse = [&](std::string message, std::string remedy) {
    return base::Failure{language::Diagnostic{std::move(message), {words}, {}, std::move(remedy)}};
  };
  if (app.count("--jobs") > 0) {
    constexpr std::uint64_t kMostJobs = 10'000;
    const auto jobs = language::parse_positive(raw.jobs);
    if (!jobs || *jobs > kMostJobs)
      return refuse(
          "--jobs takes a number from 1 to 10000",
          "so many commands run at a time: --jobs=4; for as many as there are processors: --jobs=$(nproc)");
    options.jobs = static_cast<std::size_t>(*jobs);
  }
  if (app.count("--order") > 0) {
    if (raw.order != "find" && raw.order != "any")
      return refuse("--order takes find or any",
                    "find: what commands write is shown in find's order; any: as they end");
    options.jobs_in_order = raw.order == "find";
  }
  if (app.count("--halt") > 0) {
    const auto halt = try_halt(raw.halt);
    if (!halt)
      return refuse("--halt takes never, soon or now",
                    "soon: once a command fails no other is started; now: those that run are ended, too");
    options.halt = *halt;
  }
  return {};
}

/// --max-bytes: a size such as -bytes takes, without a sign and no range.
std::optional<std::uint64_t> try_size(std::string_view text) {
  const bool is_plain =
      !text.empty() && text[0] >= '0' && text[0] <= '9' && text.find("..") == std::string_view::npos;
  const auto range = is_plain ? language::parse_byte_range(text) : language::ByteRange{1, 0};
  return range && range->least == range->most ? std::optional(range->most) : std::nullopt;
}

/// Errors: as apply_values().
base::Status<language::Diagnostic> apply_restraint(Options& options, const CLI::App& app,
                                                   const RawOptions& raw, const language::WordRange& words) {
  options.restraint.asks |= app.count("--confirm") > 0;
  if (app.count("--max-actions") > 0) {
    const auto count = language::parse_count(raw.max_actions);
    if (!count || count->comparison != language::Comparison::equal)
      return base::Failure{language::Diagnostic{
          "--max-actions takes a number", {words}, {}, "as many actions are allowed: --max-actions=100"}};
    options.restraint.most_actions = count->number;
  }
  if (app.count("--max-bytes") > 0) {
    options.restraint.most_bytes = try_size(raw.max_bytes);
    if (!options.restraint.most_bytes)
      return base::Failure{language::Diagnostic{
          "--max-bytes takes a size", {words}, {}, "sizes are such as 4096, 10M, 1.5GiB: --max-bytes=10M"}};
  }
  return {};
}

/// The part of an option's value from `offset` on, as a stretch of the command line.
language::WordRange part_of_value(const language::CommandLine& line, const language::WordRange& words,
                                  std::size_t offset, std::size_t length) {
  if (length == 0) return words;  // there is nothing to underline
  if (words.count > 1) return {words.first + 1, 1, offset, length};
  const std::string_view word = line.words[words.first];
  return {words.first, 1, word.find('=') + 1 + offset, length};
}

bool* try_class(plan::SkippedClasses& skipped, std::string_view name) {
  if (name == "remote") return &skipped.remote;
  if (name == "pseudo") return &skipped.pseudo;
  if (name == "hidden") return &skipped.hidden;
  return name == "vcs" ? &skipped.vcs : nullptr;
}

constexpr std::string_view kClasses[] = {"remote", "pseudo", "hidden", "vcs"};

base::Status<language::Diagnostic> apply_skip(plan::SkippedClasses& skipped, std::string_view list,
                                              const language::CommandLine& line,
                                              const language::WordRange& words) {
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::string_view name = list.substr(begin, end - begin);
    bool* const is_skipped = try_class(skipped, name);
    if (!is_skipped) {
      const std::string_view nearest = language::nearest_word(name, kClasses);
      std::string remedy = nearest.empty() ? "classes are: remote pseudo hidden vcs"
                                           : "did you mean " + std::string(nearest) + '?';
      return base::Failure{
          language::Diagnostic{name.empty() ? "a class is missing" : "there is no such class",
                               {part_of_value(line, words, begin, name.size())},
                               {},
                               std::move(remedy)}};
    }
    *is_skipped = true;
    begin = end + 1;
  }
  return {};
}

base::Status<language::Diagnostic> apply_ignoring(Options& options, const CLI::App& app,
                                                  const RawOptions& raw, const language::CommandLine& line,
                                                  const language::WordRange& words) {
  if (app.count("--ignore") > 0) {
    if (raw.ignore != "vcs")
      return base::Failure{language::Diagnostic{
          "there are no such ignore rules", {words}, {}, "--ignore=vcs, or --ignore-file=FILE"}};
    options.ignores_vcs = true;
  }
  if (app.count("--ignore-file") > 0) options.ignore_files.push_back({raw.ignore_file, words});
  if (app.count("--skip") > 0) return apply_skip(options.skipped, raw.skip, line, words);
  return {};
}

/// What the option says by its value. Errors: a value that it does not take.
base::Status<language::Diagnostic> apply_values(Options& options, const CLI::App& app, const RawOptions& raw,
                                                const language::WordRange& words) {
  if (app.count("--color") > 0) {
    const auto wish = try_colour_wish(raw.colour);
    if (!wish) return base::Failure{language::Diagnostic{"--color takes auto, always or never", {words}}};
    options.colour = {*wish, words};
  }
  if (app.count("--hyperlink") > 0) {
    const auto wish = try_colour_wish(raw.hyperlink);
    if (!wish) return base::Failure{language::Diagnostic{"--hyperlink takes auto, always or never", {words}}};
    options.hyperlinks = *wish;
  }
  if (app.count("--summary") > 0) {
    options.summary = raw.summary.empty() ? output::Grouping::ext : output::try_grouping(raw.summary);
    if (!options.summary)
      return base::Failure{
          language::Diagnostic{"--summary takes ext, type, owner, age, dir or size", {words}}};
  }
  if (app.count("--exit-status") > 0) {
    options.status_of_matches = raw.exit_status == "match";
    if (!options.status_of_matches && raw.exit_status != "errors")
      return base::Failure{language::Diagnostic{"--exit-status takes match or errors", {words}}};
  }
  if (app.count("--explain") > 0) {
    if (!raw.explain.empty() && raw.explain != "run") {
      return base::Failure{language::Diagnostic{"--explain takes nothing or run", {words}}};
    }
    options.explain = raw.explain.empty() ? ExplainWish::plan : ExplainWish::run;
  }
  if (app.count("--reader") > 0) {
    const auto kind = files::try_reader_kind(raw.reader);
    if (!kind)
      return base::Failure{
          language::Diagnostic{"unknown reader", {words}, {}, "readers are: auto linux posix std"}};
    options.reader = *kind;
  }
  return apply_job_values(options, app, raw, words);
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
  const LongOptionRow* const row = find_row(name);
  return row && row->takes_value;
}

base::Result<std::vector<ConfigItem>, std::string> read_config_items(std::string_view text) {
  std::istringstream input{std::string(text)};
  std::vector<ConfigItem> items;
  try {
    for (const CLI::ConfigItem& item : CLI::ConfigTOML().from_config(input)) {
      items.push_back({item.parents, item.name, CLI::detail::join(item.inputs, ",")});
    }
  } catch (const std::exception& error) {  // of the standard library, too
    return base::Failure{std::string(error.what())};
  }
  return items;
}

base::Result<Options, language::Diagnostic> read_options(const language::CommandLine& line,
                                                         const Options& defaults) {
  Options options = defaults;
  for (const language::WordRange& words : line.long_options) {
    CLI::App app;
    RawOptions raw;
    declare(app, raw);
    if (auto status = read_one(app, line, words); !status) return base::Failure{std::move(status.error())};
    if (app.count("--help") > 0) options.help_topic = raw.topic;
    if (app.count("--version") > 0) options.wants_version = true;
    if (app.count("--list") > 0) options.list = raw.list;
    if (app.count("--errors") > 0) options.errors_file = raw.errors;
    options.no_config |= app.count("--no-config") > 0;
    if (app.count("--why") > 0) options.why = raw.why;
    options.overwrite |= app.count("--overwrite") > 0;
    options.parents |= app.count("--parents") > 0;
    options.tags |= app.count("--tag") > 0;
    options.is_unguarded |= app.count("--no-guard") > 0;
    options.dry_run |= app.count("--dry-run") > 0;
    if (app.count("--plan") > 0) options.plan = {raw.plan, words};
    if (app.count("--apply") > 0) options.apply = {raw.apply, words};
    options.journal |= app.count("--journal") > 0;
    options.wants_runs |= app.count("--runs") > 0;
    if (app.count("--undo") > 0) options.undo = raw.undo;
    if (app.count("--status") > 0) options.show_status = true;
    auto status = apply_values(options, app, raw, words);
    if (status) status = apply_restraint(options, app, raw, words);
    if (status) status = apply_ignoring(options, app, raw, line, words);
    if (!status) return base::Failure{std::move(status.error())};
  }
  return options;
}

}  // namespace findo::cli
