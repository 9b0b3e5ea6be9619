// The ignore rules that hold for a whole search, wherever it goes: the user's own and those of the command
// line.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/errno_code.hpp"
#include "files/git_config.hpp"
#include "files/ignore_file.hpp"

namespace findo::files {

/// A file of rules that is there and cannot be read. The search goes on without it, as git does.
struct IgnoreProblem {
  std::string path;
  base::Errno error;
};

/// The environment variables by which git finds the user's configuration.
struct GitEnvironment {
  std::optional<std::string> home;           ///< $HOME
  std::optional<std::string> config_home;    ///< $XDG_CONFIG_HOME; ~/.config where unset or empty
  std::optional<std::string> global_config;  ///< $GIT_CONFIG_GLOBAL; instead of both files of the user
  std::optional<std::string> system_config;  ///< $GIT_CONFIG_SYSTEM; instead of /etc/gitconfig
  bool skips_system_config = false;          ///< $GIT_CONFIG_NOSYSTEM

  /// Reads the variables of this process, which no other thread may change meanwhile.
  static GitEnvironment of_process();
};

/// What a search is told about ignoring.
struct IgnoreRequest {
  /// --ignore=vcs: .gitignore, .git/info/exclude and core.excludesFile in repositories; .ignore and
  /// .findoignore everywhere.
  bool honours_files = false;
  /// --ignore-file=F, in the order given: of two the later wins, and any other file wins over both, as in fd
  /// and ripgrep. Of IgnoreFileKind::general. They apply as if they lay in the working directory, or in a
  /// root that is not below it.
  std::vector<std::shared_ptr<const IgnoreFile>> files;
  /// Absolute, with no symbolic link in it, as getcwd(3) tells it.
  std::string working_directory;
  GitEnvironment environment;
};

/// What was asked for, with the user's configuration read. Immutable. Threads: any number at once.
class IgnoreSources {
 public:
  /// Reads git's configuration of system and user, and the user's excludes, if files are to be honoured.
  /// Left out of the configuration: files that it includes on a condition (includeIf), what GIT_CONFIG_COUNT
  /// and its kin say, and directories of other users (~user/).
  static std::shared_ptr<const IgnoreSources> bind(IgnoreRequest request,
                                                   std::vector<IgnoreProblem>& problems);

  bool honours_files() const { return request_.honours_files; }
  const std::string& working_directory() const { return request_.working_directory; }
  /// Those of the command line, the one that wins first.
  const std::vector<std::shared_ptr<const IgnoreFile>>& files() const { return request_.files; }
  /// core.excludesFile and core.ignoreCase as repositories find them that say nothing themselves.
  const GitConfig& user_config() const { return user_config_; }
  /// Where the user is at home, if anywhere.
  const std::optional<std::string>& home() const { return request_.environment.home; }

  /// The excludes of a repository by its configuration, or null; a relative path is relative to `top`, the
  /// top of the work tree, which is shown as `shown_top`.
  std::shared_ptr<const IgnoreFile> bind_excludes(const GitConfig& config, const FileBase& top,
                                                  const std::string& shown_top,
                                                  std::vector<IgnoreProblem>& problems) const;

 private:
  void read_user_config();
  void read_user_excludes(std::vector<IgnoreProblem>& problems);
  std::string excludes_path(const GitConfig& config) const;
  std::string config_path(std::string_view name) const;
  std::string expanded(const std::string& path) const;

  IgnoreRequest request_;
  GitConfig user_config_;
  std::string user_excludes_path_;
  /// By NameCase; what core.excludesFile of the user says, if that is absolute.
  std::array<std::shared_ptr<const IgnoreFile>, 2> user_excludes_;
};

/// Reads a file of rules as open_ignore_file() does. Null where there is none, or where there is a problem,
/// which is added to the list.
std::shared_ptr<const IgnoreFile> try_ignore_file(const FileBase& base, std::string_view path,
                                                  std::string shown_path, FollowLinks follow,
                                                  IgnoreFileKind kind, NameCase names,
                                                  std::vector<IgnoreProblem>& problems);

/// Reads a file of the command line (IgnoreRequest::files), a pipe too.
base::Result<std::shared_ptr<const IgnoreFile>, base::Errno> open_requested_ignore_file(
    const std::string& path);

}  // namespace findo::files
