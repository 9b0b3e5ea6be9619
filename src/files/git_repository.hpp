// What the entry called .git in a directory leads to.
#pragma once

#include <optional>
#include <string>

#include "files/git_config.hpp"
#include "files/whole_file.hpp"

namespace findo::files {

/// A repository, seen from the top of its work tree.
struct GitRepository {
  std::string common_directory;  ///< with a slash at its end; absolute, or relative to the top's FileBase
  GitConfig config;              ///< the user's with the repository's over it
};

/// The repository whose work tree has its top here: .git is a repository itself or, for submodules and added
/// work trees, a file that names one. Nothing where git would not take it for one either, and looks further
/// up. Unlike git it asks neither who owns the repository, since nothing that it says is run, nor for GIT_DIR
/// and core.worktree. `home`: what `~/` is in its configuration. Source: gitrepository-layout(5).
std::optional<GitRepository> try_git_repository(const FileBase& top, const GitConfig& user_config,
                                                const std::optional<std::string>& home);

}  // namespace findo::files
