// What an entry is, before the expression sees it: whether it is shown, and whether it is a directory to be
// entered.
#pragma once

#include "files/visit.hpp"
#include "walk/expedition.hpp"
#include "walk/path_stack.hpp"

namespace findo::walk {

/// What is known of an entry before the expression sees it.
struct Arrival {
  bool is_shown = false;          ///< the expression is to see it
  bool may_descend = false;       ///< a directory whose entries are to be walked
  bool type_is_doubtful = false;  ///< what the directory told of its type does not count
  files::Identity identity{};     ///< of a directory, where links are followed
  dev_t root_device = 0;          ///< the device that the search began on
};

/// Looks at entries of one directory. Threads: one object each.
class Doorkeeper {
 public:
  /// `place` is that of the entries, and learns here whether they can be looked at; `path` is at the
  /// directory.
  Doorkeeper(const Expedition& expedition, const Directory& directory, files::Place& place,
             const PathStack& path)
      : expedition_(expedition), directory_(directory), place_(place), path_(path) {
    const WalkSettings& settings = expedition.settings;
    const bool checks_all = settings.check_search && !expedition.is_superuser;
    lets_files_in_ = place.depth > 0 && place.depth >= settings.min_depth && !settings.skip_mounts &&
                     !checks_all && place.follow() == files::FollowLinks::no;
  }

  /// Whether the entry is one of the many that examine() would have nothing to say of: not a directory, by
  /// what the directory tells, and shown, unless it is excluded.
  bool lets_in(files::FileType type) const {
    return lets_files_in_ && type != files::FileType::directory && type != files::FileType::unknown;
  }
  /// Reports what is wrong with the entry through the visit.
  Arrival examine(files::Visit& visit);

 private:
  Arrival examine_root(files::Visit& visit) const;
  bool knows_type(files::Visit& visit, Arrival& arrival);
  void check_search(const files::Entry& entry);
  bool passes_device(files::Visit& visit, Arrival& arrival, bool is_directory) const;
  bool closes_loop(files::Visit& visit, files::Identity identity) const;

  const Expedition& expedition_;
  const Directory& directory_;
  files::Place& place_;
  const PathStack& path_;
  bool search_is_checked_ = false;
  bool lets_files_in_ = false;
};

}  // namespace findo::walk
