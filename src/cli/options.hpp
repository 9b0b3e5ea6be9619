// The program's long options, which CLI11 reads. The expression's words are none of its business.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "act/halting.hpp"
#include "base/result.hpp"
#include "files/readers.hpp"
#include "language/command_line.hpp"
#include "language/diagnostic.hpp"
#include "output/summary.hpp"
#include "plan/settings.hpp"

namespace findo::cli {

/// When to colour the output, and when to make links of names.
enum class ColourWish : std::uint8_t { automatic, always, never };

/// --explain: nothing, what is going to be done, or that and what it has cost.
enum class ExplainWish : std::uint8_t { none, plan, run };

/// The wish, and the words that say it; none where nothing was said.
struct ColourOption {
  ColourWish wish = ColourWish::automatic;
  language::WordRange words{};
};

/// --confirm, --max-actions, --max-bytes: what has to be known before anything is done with a file.
struct Restraint {
  bool asks = false;
  std::optional<std::uint64_t> most_actions{};
  std::optional<std::uint64_t> most_bytes{};

  bool is_any() const { return asks || most_actions || most_bytes; }
};

/// A file that an option names, and the words that do.
struct FileOption {
  std::string path{};
  language::WordRange words{};
};

struct Options {
  files::ReaderKind reader = files::ReaderKind::automatic;
  ColourOption colour{};
  ColourWish hyperlinks = ColourWish::never;
  bool show_status = false;
  bool no_config = false;
  std::optional<std::string> errors_file{};   ///< --errors
  bool status_of_matches = false;             ///< --exit-status=match
  std::optional<output::Grouping> summary{};  ///< set where a summary is wanted
  bool wants_version = false;
  bool ignores_vcs = false;
  std::vector<plan::IgnoreFileWord> ignore_files{};
  plan::SkippedClasses skipped{};
  bool overwrite = false;
  bool parents = false;
  bool is_unguarded = false;  ///< guards (plan/guards.hpp) say nothing
  bool journal = false;
  bool dry_run = false;
  Restraint restraint{};
  std::optional<FileOption> plan{};   ///< --plan
  std::optional<FileOption> apply{};  ///< --apply
  bool wants_runs = false;
  std::size_t jobs = 1;
  bool jobs_in_order = true;  ///< --order=find
  bool tags = false;
  act::Halt halt = act::Halt::never;
  std::optional<std::string> undo{};  ///< set where a run is to be undone; empty: the last one
  ExplainWish explain = ExplainWish::none;
  std::optional<std::string> why{};         ///< the path that is to be explained
  std::optional<std::string> list{};        ///< what to list for completions
  std::optional<std::string> help_topic{};  ///< set where help is asked for; empty: the overview
};

/// One long option, for help and completions.
struct LongOptionRow {
  std::string_view name;      ///< without its dashes
  std::string_view synopsis;  ///< "--color[=auto|always|never]"
  std::string_view help;      ///< one line
  std::string_view words;     ///< what a completion offers, separated by blanks; empty: nothing
  bool takes_value = false;   ///< which may be the next word
  bool is_setting = false;    ///< may stand in the configuration file

  /// It has no value at all.
  bool is_switch() const { return synopsis.find('=') == std::string_view::npos; }
};

std::span<const LongOptionRow> long_option_rows();

/// The names of all long options, without dashes.
std::span<const std::string_view> long_option_names();

/// Whether "--name" wants a value.
bool long_option_takes_value(std::string_view name);

/// A setting of a configuration file, `name = value`, below the sections that it stands in.
struct ConfigItem {
  std::vector<std::string> sections{};
  std::string name{};
  std::string value{};  ///< as after `--name=`: the members of an array with commas between them
};

/// Reads the text of a configuration file, which is written in TOML. Errors: what is wrong with it, unplaced.
base::Result<std::vector<ConfigItem>, std::string> read_config_items(std::string_view text);

/// Reads the long options of the command line; what they do not say is as in `defaults`. Errors: unknown
/// names, missing or wrong values.
base::Result<Options, language::Diagnostic> read_options(const language::CommandLine& line,
                                                         const Options& defaults = {});

}  // namespace findo::cli
