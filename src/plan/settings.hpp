// How a search goes, apart from what it looks for: what flags and options of the expression have said.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "files/entry.hpp"
#include "language/diagnostic.hpp"
#include "language/flags.hpp"

namespace findo::plan {

using language::VisitOrder;

/// --skip: classes that are left out of every search, roots excepted.
struct SkippedClasses {
  bool remote = false;  ///< file systems, as files/file_system_classes has them
  bool pseudo = false;
  bool hidden = false;  ///< names that begin with a dot
  bool vcs = false;     ///< .git, .hg, .svn, .jj
};

/// --ignore-file=F
struct IgnoreFileWord {
  std::string path;
  language::WordRange words{};
};

struct Settings {
  files::LinkPolicy links = files::LinkPolicy::never;
  bool post_order = false;  ///< -depth: a directory after what is in it
  int min_depth = 0;
  int max_depth = std::numeric_limits<int>::max();
  bool stay_on_device = false;  ///< -xdev: show mount points, do not enter them
  bool skip_mounts = false;     ///< -mount: not even show them
  bool ignore_races = false;    ///< say nothing of what vanishes meanwhile
  bool warnings = false;
  bool may_warn = true;  ///< else -warn changes nothing
  bool remarks = false;  ///< warn of more than GNU find does
  int optimiser_level = 1;
  std::optional<std::string> roots_file{};  ///< -files0-from
  VisitOrder order = VisitOrder::dfs;
  bool sorted = false;           ///< -s: each directory by name, in byte order
  bool unique = false;           ///< each (device, inode) once over the whole search
  int threads = 0;               ///< -j; 0: as many as serve
  bool hide_errors = false;      ///< -noerror: neither show nor count what fails during the search
  bool show_status = false;      ///< -status
  bool extended_regex = false;   ///< -E: where -regextype says nothing
  bool prints_matches = true;    ///< where the expression has no action of its own
  bool ends_at_match = false;    ///< -q
  files::FactSet match_facts{};  ///< what is to be known of a match, whatever has been done with it
  bool safe_for_xargs = false;   ///< -X: leave out names that xargs would take amiss
  SkippedClasses skipped{};
  bool ignores_vcs = false;                    ///< --ignore=vcs
  std::vector<IgnoreFileWord> ignore_files{};  ///< in the order given
  bool enters_ignored = false;                 ///< -ignored asks, so that nothing ignored is left out
};

}  // namespace findo::plan
