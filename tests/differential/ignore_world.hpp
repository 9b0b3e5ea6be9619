// Random repositories, with all that git reads before it knows what to ignore: as specifications of trees.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "files/ignore_sources.hpp"
#include "support/random.hpp"
#include "support/tree_spec.hpp"

namespace findo::differential {

using support::Random;

/// Where a rule of ours is for git.
struct RuleOrigin {
  std::string file;          ///< path in git's tree
  std::size_t lines_before;  ///< of other files of ours, in the same file of git's
};

/// What there is below one directory, for git and for us. All paths are relative to that directory.
struct IgnoreWorld {
  support::TreeSpec for_git;
  /// The same tree; but where `has_general_files`, the rules of each .gitignore are spread over .gitignore,
  /// .ignore and .findoignore.
  support::TreeSpec for_us;
  bool has_general_files = false;
  /// core.excludesFile of git is for us a file of the command line, see IgnoreRequest::files; empty if not.
  std::string requested_file;
  std::map<std::string, RuleOrigin> origins;  ///< by our path; what is missing is in the same place
  std::vector<std::string> tops;              ///< of work trees, an outer one before those in it
  files::GitEnvironment environment;          ///< paths in it are absolute, for git's tree
};

/// Makes a world whose tree for git will be built in `git_place`, an absolute path.
IgnoreWorld make_ignore_world(Random& random, const std::string& git_place);

}  // namespace findo::differential
