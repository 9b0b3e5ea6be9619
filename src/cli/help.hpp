// What --help and --version say, made from the table of primaries.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace findo::cli {

/// Help on a topic: empty for the overview, a flag or a primary (-name), or a kind of primary (options,
/// tests, actions, operators). Nothing where there is no such topic.
std::optional<std::string> try_help(std::string_view topic);

/// A line for somebody who has asked for help on a topic that there is none on.
std::string remedy_for_topic(std::string_view topic);

/// What -S and -regextype take, one a line.
std::string order_help();
std::string regex_type_help();

/// What completions ask for, a line each: `primaries` and `flags` (word, kind, operand, help, separated by
/// tabs), `options` (word, help), `regex-types`, `orders`, `debug`, `file-systems`, `fields`, and what
/// operand_words_list() has. Nothing for other names. `next` is completion.hpp's.
std::optional<std::string> try_list(std::string_view name);

/// Name and version, one line.
std::string version_text();

}  // namespace findo::cli
