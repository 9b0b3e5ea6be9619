// Which ignore rules apply in a directory, and which of them decides over an entry of it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "files/ignore_file.hpp"
#include "files/ignore_positions.hpp"
#include "files/ignore_sources.hpp"
#include "files/reader.hpp"

namespace findo::files {

/// Which of the names that matter for ignoring a directory has.
struct IgnoreNames {
  bool has_git = false;
  bool has_gitignore = false;
  bool has_ignore = false;
  bool has_findoignore = false;

  /// Takes notice of a name of the directory; give it all of them, in any order.
  void note(std::string_view name);
  /// Whether it is one of those that note() takes notice of.
  static bool is_one(std::string_view name);
  /// Of a directory that has not been read: each name is tried.
  static IgnoreNames unknown() { return {true, true, true, true}; }
};

/// A directory that is entered, by the name that it has in the directory above.
struct IgnorePlace {
  std::string_view name;
  IgnoreNames names;
  FileBase base;      ///< where its files are opened
  std::string shown;  ///< its path with a slash at the end, for messages and explanations
};

/// The rules that apply to the entries of one directory. Of these files the first that has a rule for an
/// entry decides, by the last such rule in it:
///   1. .findoignore, .ignore, .gitignore of the directory itself;
///   2. the same of each directory above, from the inside out;
///   3. at the top of a repository's work tree, behind its own files: .git/info/exclude, core.excludesFile;
///   4. the files of the command line, the last one first.
/// git's files (.gitignore and those of 3) count only inside a repository, and only the innermost one's: a
/// directory with a .git of its own starts anew. .ignore and .findoignore hold across that border. .gitignore
/// must not be a symbolic link, as for git; the other files may be. Inside a repository core.ignoreCase holds
/// for all files that are found there. Nothing below an ignored directory can be re-included: either it is
/// not entered, or with make_ignored().
///
/// Immutable; directories to which the same applies share one object. Threads: any number at once.
/// Source: gitignore(5), git-check-ignore(1); for what git does not know, ripgrep's order.
class IgnoreRules {
  struct Private {};
  struct Level;

 public:
  using Pointer = std::shared_ptr<const IgnoreRules>;

  /// Above all directories: nothing applies yet, not even the files of the command line.
  static Pointer make_outermost(std::shared_ptr<const IgnoreSources> sources);
  /// The rules of a directory that is entered from `parent`'s. Files that cannot be read are left out and
  /// added to `problems`.
  static Pointer enter(const Pointer& parent, const IgnorePlace& place, std::vector<IgnoreProblem>& problems);
  /// As enter(), for a directory in which nothing is to be read: see reads().
  static Pointer descend(const Pointer& parent, std::string_view name);
  /// From this directory on the files of the command line apply, as if they lay in it.
  static Pointer make_requested(const Pointer& rules);
  /// The same rules, only that this verdict, one of theirs or of IgnoreStart, holds for everything in the
  /// directory and below.
  static Pointer make_ignored(const Pointer& rules, const IgnoreVerdict& verdict);

  /// Whether enter() would read anything in a directory below this one that has these names.
  bool reads(const IgnoreNames& names) const;
  /// Whether the files of the command line apply.
  bool is_requested() const { return is_requested_; }
  /// What these rules occupy beside those of the directory above, roughly.
  std::size_t size_bytes(const IgnoreRules& parent) const;
  /// Whether these rules start a repository that `parent`'s directory is not in.
  bool starts_repository(const IgnoreRules& parent) const;

  /// The verdict on an entry of the directory; by no rule at all it is not ignored. `is_directory` is false
  /// for a symbolic link to a directory, unless the search takes it for one. Allocates nothing. Valid as long
  /// as these rules or those of a directory below.
  IgnoreVerdict verdict(std::string_view name, bool is_directory) const;

  IgnoreRules(Private, std::shared_ptr<const IgnoreSources> sources, std::shared_ptr<const Level> level);

 private:
  using LiveRules = std::vector<LiveIgnoreRule>;

  static Pointer make(const Pointer& like, std::shared_ptr<const Level> level, IgnorePositions positions);
  std::shared_ptr<const Level> try_level(const IgnorePlace& place,
                                         std::vector<IgnoreProblem>& problems) const;
  IgnoreVerdict verdict_by(const IgnoreFile& file, const IgnoreName& name, bool is_directory,
                           LiveRules::const_iterator& live) const;

  std::shared_ptr<const IgnoreSources> sources_;
  std::shared_ptr<const Level> level_;  ///< the innermost; null: nothing has been found yet
  IgnorePositions positions_;
  LiveRules live_rules_;  ///< of positions_
  Pointer unplaced_;      ///< these rules without positions; null where there are none
  bool is_requested_ = false;
  IgnoreVerdict for_all_;  ///< see make_ignored()
};

/// A directory that a search enters.
struct IgnoreDirectory {
  Reader& reader;
  const OpenDirectory* directory;  ///< asked for its descriptor only where there is something to read
  std::string_view name;           ///< in the directory above
  std::string_view path;           ///< as messages and explanations show it
  IgnoreNames names;
};

/// The rules of a directory that a search enters from one whose rules are `parent`. Where nothing changes,
/// which is nearly everywhere, that is `parent` itself.
IgnoreRules::Pointer child_rules(const IgnoreRules::Pointer& parent, const IgnoreDirectory& directory,
                                 std::vector<IgnoreProblem>& problems);

}  // namespace findo::files
