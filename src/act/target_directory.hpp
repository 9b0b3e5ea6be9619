// DIR of -move-to, -copy-to and -link-to: where files go, and by which name there.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "act/held_entry.hpp"
#include "act/trouble.hpp"
#include "files/visit.hpp"

namespace findo::act {

/// The name that a file gets, in an open directory that stays open until the next is asked for.
struct Destination {
  int directory;
  std::string name;
  std::string path;   ///< from the root directory on
  std::string shown;  ///< the same, as DIR was typed

  At at() const { return {directory, name.c_str()}; }
};

/// Makes a directory that is missing on the way to a destination. `path` is where, from the root directory
/// on.
using MakeDirectory = std::function<base::Status<Trouble>(At at, const std::string& path, mode_t mode)>;

/// By mkdir(2), and nothing else.
base::Status<Trouble> create_directory(At at, const std::string& path, mode_t mode);

/// An open directory. Threads: the retiring one, save where it says otherwise.
class TargetDirectory {
 public:
  /// `keeps_shape`: below DIR files go where they are below their roots.
  /// Errors: it cannot be opened, or is no directory.
  static base::Result<std::unique_ptr<TargetDirectory>, base::Errno> open(std::string_view path,
                                                                          bool keeps_shape);

  /// Where the entry goes. Directories that are missing are made, with no more permissions than those that
  /// the entry comes from; no link is followed below DIR.
  base::Result<Destination, Trouble> find(const files::Entry& entry, const HeldEntry& held,
                                          const MakeDirectory& make);

  /// The path that it would get, from the root directory on; nothing is made or looked at. Threads: any.
  std::string foresee(const files::Entry& entry, const HeldEntry& held) const;

  /// Whether the entry is DIR. A root is not left out for that. Threads: any.
  bool owns(files::Visit& visit) const;

  files::Identity who() const { return who_; }
  int descriptor() const { return directory_.number(); }
  /// As it was typed.
  const std::string& shown() const { return shown_; }

 private:
  TargetDirectory() = default;

  std::string_view below(const files::Entry& entry) const;
  base::Status<Trouble> go_to(std::string_view below, const HeldEntry& held, const MakeDirectory& make);

  base::Descriptor directory_;
  files::Identity who_;
  std::string path_;
  std::string shown_;
  bool keeps_shape_ = false;
  base::Descriptor inner_;   ///< the directory of the last destination, where it is not DIR itself
  std::string inner_below_;  ///< its path below DIR
};

/// Whether the entry is at its destination already.
bool is_there_already(const HeldEntry& held, const Destination& destination);

}  // namespace findo::act
