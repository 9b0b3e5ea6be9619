// The ignore rules with which a search starts: those of the directories above its roots.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "files/ignore_rules.hpp"

namespace findo::files {

/// How a root directory stands to the rules.
struct IgnoreStart {
  IgnoreRules::Pointer rules;  ///< of its entries
  /// By which the root itself, or a directory above it, is ignored; nothing if not. `rules` do not carry this
  /// on, so that a root that was named is searched. IgnoreRules::make_ignored() does.
  IgnoreVerdict above;
};

/// Finds the rules for roots. Reads the files of each directory above them once, as long as these directories
/// are not many thousands. Threads: any.
class IgnoreRoots {
 public:
  /// `problems` are those that the sources have had; the first start tells them.
  explicit IgnoreRoots(std::shared_ptr<const IgnoreSources> sources,
                       std::vector<IgnoreProblem> problems = {});

  /// Rules for a root, whose path is as typed; its name does not matter, since links that the path leads
  /// through are resolved, like git does it: the directories above are those of the place that the root
  /// really is in. Where that cannot be found out (a problem), only what is in the root applies. Unlike
  /// git's, the way up does not end where another file system is mounted, so that the same files count
  /// wherever a search starts.
  IgnoreStart start(const IgnoreDirectory& root, std::vector<IgnoreProblem>& problems);
  /// Whether a root is ignored itself. A symbolic link that is no `is_directory` stands for itself.
  bool is_ignored(const std::string& path, bool is_directory, std::vector<IgnoreProblem>& problems);

 private:
  IgnoreStart start_above(const std::string& path, std::vector<IgnoreProblem>& problems);
  IgnoreStart entered(const IgnoreStart& above, const std::string& path,
                      std::vector<IgnoreProblem>& problems);
  IgnoreStart continued(const IgnoreStart& above, const std::string& path, IgnoreRules::Pointer rules) const;
  IgnoreStart entered_once(const IgnoreStart& above, const std::string& path,
                           std::vector<IgnoreProblem>& problems);

  std::shared_ptr<const IgnoreSources> sources_;
  std::mutex mutex_;                                       ///< of what follows
  std::vector<IgnoreProblem> problems_;                    ///< not told yet
  std::map<std::string, IgnoreStart, std::less<>> known_;  ///< by absolute path
};

}  // namespace findo::files
