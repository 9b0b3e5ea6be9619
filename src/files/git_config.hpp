// git's configuration files, as far as they say what git ignores.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "files/name_pattern.hpp"
#include "files/whole_file.hpp"

namespace findo::files {

/// What several files said, one after the other; a later file overrides an earlier one.
struct GitConfig {
  std::optional<std::string> excludes_file;  ///< core.excludesFile as written, `~/` and all; may be empty
  NameCase names = NameCase::exact;          ///< core.ignoreCase
  bool has_worktree_config = false;          ///< extensions.worktreeConfig
};

/// What a file says that include.path names, in the place where it is named. False ends the reading.
using IncludeGitConfig = std::function<bool(const std::string& path)>;

/// Adds what a file's text says. `include`, if any, is called for each file that it includes whatever holds;
/// those that it includes on a condition (includeIf) are left out. From a line on that git would refuse,
/// nothing more is read. Source: git-config(1), "Syntax", "Values" and "Includes".
void apply_git_config(std::string_view text, GitConfig& config, const IncludeGitConfig& include = nullptr);

/// Adds what the file says, if there is one, and the files that it includes: `~/` is `home`, other paths
/// start from the directory of the file that names them. Nothing more is read where they include each other
/// ten levels deep, which git refuses, or a thousand files are read.
void apply_git_config_file(const FileBase& base, const std::string& path,
                           const std::optional<std::string>& home, GitConfig& config);

/// git's booleans: true yes on 1, false no off 0 and the empty text, whatever the case, and numbers.
std::optional<bool> try_git_boolean(std::string_view text);

}  // namespace findo::files
