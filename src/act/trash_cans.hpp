// Which trash directory a file goes to: that of its user's home, or one of its own file system
// (freedesktop.org trash specification 1.0). Nothing is ever copied from one file system to another.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "act/trash_can.hpp"
#include "files/mount_identity.hpp"
#include "files/visit.hpp"

namespace findo::act {

/// All trash directories of the process's user. Threads: owns() any, the others the retiring one.
class TrashCans {
 public:
  TrashCans();

  /// The trash for what is in the open directory, made where it is missing. Errors: it cannot be made, or
  /// what is there is not safe to use.
  base::Result<TrashCan*, Trouble> find(int directory);
  /// Whether the entry is a trash directory, or, where there is none yet, what will lead to it.
  bool owns(files::Visit& visit) const;

  /// To be called once nothing more is put anywhere.
  void finish();

 private:
  /// A directory by who it is, or, as long as it is not there, by the nearest that is, and the name in it.
  struct Place {
    files::Identity who;
    std::string missing;  ///< empty: it is there
    files::MountIdentity mount;
  };

  static base::Result<Place, Trouble> find_place(std::string path);
  static base::Result<Place, Trouble> place_of(int directory, const std::string& path, std::string missing);
  base::Result<TrashCan*, Trouble> home_can();
  base::Result<TrashCan*, Trouble> top_can(int directory);

  std::string user_;                 ///< as a number
  std::optional<std::string> home_;  ///< path of the trash below home
  std::optional<Place> home_place_;
  std::optional<Trouble> home_trouble_;  ///< why its place is not known
  std::unique_ptr<TrashCan> home_can_;
  struct Compare {
    bool operator()(const files::MountIdentity& a, const files::MountIdentity& b) const {
      return a.device != b.device ? a.device < b.device : a.number < b.number;
    }
  };
  std::map<files::MountIdentity, std::unique_ptr<TrashCan>, Compare> top_cans_;
};

}  // namespace findo::act
