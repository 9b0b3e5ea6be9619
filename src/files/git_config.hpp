// git's configuration files, as far as they say what git ignores.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "files/name_pattern.hpp"

namespace findo::files {

/// What several files said, one after the other; a later file overrides an earlier one.
struct GitConfig {
  std::optional<std::string> excludes_file;  ///< core.excludesFile as written, `~/` and all; may be empty
  NameCase names = NameCase::exact;          ///< core.ignoreCase
  bool has_worktree_config = false;          ///< extensions.worktreeConfig
};

/// Adds what a file's text says. Files that it includes (include.path, includeIf) are left out. From a line
/// on that git would refuse, nothing more is read. Source: git-config(1), "Syntax" and "Values".
void apply_git_config(std::string_view text, GitConfig& config);

/// git's booleans: true yes on 1, false no off 0 and the empty text, whatever the case, and numbers.
std::optional<bool> try_git_boolean(std::string_view text);

}  // namespace findo::files
