// What --help and --version say, made from the table of primaries.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace findo::cli {

/// Help on a topic: empty for the overview, a primary (-name), or a kind of primary (options, tests, actions, operators).
/// Nothing where there is no such topic.
std::optional<std::string> try_help(std::string_view topic);

/// Name and version, one line.
std::string version_text();

}  // namespace findo::cli
