// The program's long options, which CLI11 reads. The expression's words are none of its business.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "files/readers.hpp"
#include "language/command_line.hpp"
#include "language/diagnostic.hpp"

namespace findo::cli {

/// When to colour the output.
enum class ColourWish : std::uint8_t { automatic, always, never };

/// --explain: nothing, what is going to be done, or that and what it has cost.
enum class ExplainWish : std::uint8_t { none, plan, run };

/// The wish, and the words that say it; none where nothing was said.
struct ColourOption {
  ColourWish wish = ColourWish::automatic;
  language::WordRange words{};
};

struct Options {
  files::ReaderKind reader = files::ReaderKind::automatic;
  ColourOption colour{};
  bool show_status = false;
  bool wants_version = false;
  bool overwrite = false;
  bool parents = false;
  bool journal = false;
  bool wants_runs = false;
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
};

std::span<const LongOptionRow> long_option_rows();

/// The names of all long options, without dashes.
std::span<const std::string_view> long_option_names();

/// Whether "--name" wants a value.
bool long_option_takes_value(std::string_view name);

/// Reads the long options of the command line. Errors: unknown names, missing or wrong values.
base::Result<Options, language::Diagnostic> read_options(const language::CommandLine& line);

}  // namespace findo::cli
