// What --help and --version say, made from the table of primaries.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace findo::cli {

/// Help on a topic: empty for the overview, a primary (-name), or a kind of primary (options, tests, actions,
/// operators). Nothing where there is no such topic.
std::optional<std::string> try_help(std::string_view topic);

/// What completions ask for, a line each: `primaries` (word, kind, operand, help, separated by tabs),
/// `regex-types`, `file-systems`. Nothing for other names.
std::optional<std::string> try_list(std::string_view name);

/// Name and version, one line.
std::string version_text();

}  // namespace findo::cli
