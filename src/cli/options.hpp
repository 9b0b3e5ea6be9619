// The program's long options, which CLI11 reads. The expression's words are none of its business.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "files/readers.hpp"
#include "language/command_line.hpp"
#include "language/diagnostic.hpp"

namespace findo::cli {

struct Options {
  files::ReaderKind reader = files::ReaderKind::automatic;
  bool wants_version = false;
  bool overwrite = false;
  bool parents = false;
  bool journal = false;
  bool wants_runs = false;
  std::optional<std::string> undo{};        ///< set where a run is to be undone; empty: the last one
  std::optional<std::string> list{};        ///< what to list for completions
  std::optional<std::string> help_topic{};  ///< set where help is asked for; empty: the overview
};

/// Whether "--name" wants a value.
bool long_option_takes_value(std::string_view name);

/// Reads the long options of the command line. Errors: unknown names, missing or wrong values.
base::Result<Options, language::Diagnostic> read_options(const language::CommandLine& line);

}  // namespace findo::cli
