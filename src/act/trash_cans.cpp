#include "act/trash_cans.hpp"

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

#include "act/ancestry.hpp"
#include "act/user_directories.hpp"

namespace findo::act {
namespace {

using base::Descriptor;
using base::Errno;
using base::Failure;

constexpr const char* kSharedTrash = ".Trash";

/// Opens a directory that nobody but the user can have put in place; it is made where it is missing. Nothing
/// with an errno of its own: there is something else.
base::Result<Descriptor, Errno> open_own(int parent, const char* name) {
  if (mkdirat(parent, name, S_IRWXU) != 0 && errno != EEXIST) return Failure{base::last_errno()};
  Descriptor directory(openat(parent, name, kOpenForNames | O_NOFOLLOW));
  if (!directory) return Failure{base::last_errno()};
  struct stat status {};
  if (fstat(directory.number(), &status) != 0) return Failure{base::last_errno()};
  if (status.st_uid != getuid()) return Failure{Errno{EPERM}};
  return directory;
}

/// $topdir/.Trash, if it is as the specification wants it: a directory, no link, and sticky.
std::optional<Descriptor> open_shared(int top) {
  Descriptor directory(openat(top, kSharedTrash, kOpenForNames | O_NOFOLLOW));
  struct stat status {};
  if (!directory || fstat(directory.number(), &status) != 0) return std::nullopt;
  if ((status.st_mode & S_ISVTX) == 0) return std::nullopt;
  return directory;
}

bool is_top_of_mount(int directory) {
  const auto mount = files::load_mount_identity(directory);
  const Descriptor parent(openat(directory, "..", kOpenForNames));
  if (!mount || !parent) return false;
  const auto above = files::load_mount_identity(parent.number());
  const auto who = load_identity(directory);
  const auto who_above = load_identity(parent.number());
  return !above || *above != *mount || !who || !who_above || who->file == who_above->file;
}

}  // namespace

TrashCans::TrashCans() : user_(std::to_string(getuid())) {
  const auto data = data_home();
  if (!data) return;
  home_ = joined_path(*data, "Trash");
  auto place = find_place(*home_);
  if (place) {
    home_place_ = std::move(*place);
  } else {
    home_trouble_ = std::move(place.error());
  }
}

base::Result<TrashCans::Place, Trouble> TrashCans::place_of(int directory, const std::string& path,
                                                            std::string missing) {
  const auto who = load_identity(directory);
  if (!who) return Failure{trouble_at(path, who.error())};
  const auto mount = files::load_mount_identity(directory);
  if (!mount) return Failure{trouble_at(path, mount.error())};
  return Place{who->file, std::move(missing), *mount};
}

/// What is there and yet cannot be looked at is no reason to put things elsewhere.
base::Result<TrashCans::Place, Trouble> TrashCans::find_place(std::string path) {
  std::string missing;
  for (;;) {
    const Descriptor directory(open(path.c_str(), kOpenForNames));
    if (directory) return place_of(directory.number(), path, std::move(missing));
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos || path == "/") return Failure{trouble_at(path, base::last_errno())};
    missing = path.substr(slash + 1);
    path.resize(slash == 0 ? 1 : slash);
  }
}

base::Result<TrashCan*, Trouble> TrashCans::home_can() {
  if (home_can_) return home_can_.get();
  auto directory = open_or_make(*home_);
  if (!directory) return Failure{std::move(directory.error())};
  auto path = load_path(directory->number(), *home_);
  if (!path) return Failure{trouble_at(*home_, path.error())};
  auto can = TrashCan::open(std::move(*directory), std::move(*path), {});
  if (!can) return Failure{std::move(can.error())};
  home_can_ = std::move(*can);
  return home_can_.get();
}

/// The trash of a file system that is not that of the home: $topdir/.Trash/$uid where an administrator has
/// made the first of them, else $topdir/.Trash-$uid.
base::Result<TrashCan*, Trouble> TrashCans::top_can(int directory) {
  const auto mount = files::load_mount_identity(directory);
  if (!mount) return Failure{trouble(mount.error())};
  const auto found = top_cans_.find(*mount);
  if (found != top_cans_.end()) return found->second.get();
  const auto top = open_top_of_mount(directory);
  if (!top) return Failure{trouble(top.error())};
  const auto top_path = load_path(top->number());
  if (!top_path) return Failure{trouble(top_path.error())};

  std::string name = joined_path(kSharedTrash, user_);
  const auto shared = open_shared(top->number());
  auto own = shared ? open_own(shared->number(), user_.c_str())
                    : base::Result<Descriptor, Errno>(Failure{Errno{ENOENT}});
  if (!own) {
    name = std::string(kSharedTrash) + '-' + user_;
    own = open_own(top->number(), name.c_str());
  }
  const std::string path = joined_path(*top_path, name);
  if (!own) return Failure{trouble_at(path, own.error())};
  auto can = TrashCan::open(std::move(*own), path, *top_path);
  if (!can) return Failure{std::move(can.error())};
  return (top_cans_[*mount] = std::move(*can)).get();
}

base::Result<TrashCan*, Trouble> TrashCans::find(int directory) {
  if (home_trouble_) return Failure{*home_trouble_};
  const auto mount = files::load_mount_identity(directory);
  if (!mount) return Failure{trouble(mount.error())};
  const bool is_home = home_place_ && *mount == home_place_->mount;
  return is_home ? home_can() : top_can(directory);
}

bool TrashCans::owns(files::Visit& visit) const {
  files::Entry& entry = visit.entry;
  const auto type = entry.type();
  if (entry.depth() == 0 || !type || *type != files::FileType::directory) return false;
  const bool looks_shared =
      entry.name() == kSharedTrash || entry.name() == std::string(kSharedTrash) + '-' + user_;
  const bool looks_like_way = home_place_ && entry.name() == home_place_->missing;
  if (looks_shared || looks_like_way) {
    const auto parent = entry.reader().open_descriptor(entry.place().parent);
    const auto who =
        parent ? load_identity(*parent) : base::Result<FileIdentity, Errno>(Failure{parent.error()});
    if (looks_like_way && who && who->file == home_place_->who) return true;
    if (looks_shared && parent && is_top_of_mount(*parent)) return true;
  }
  if (!home_place_ || !home_place_->missing.empty()) return false;
  const auto facts = entry.facts(files::Fact::device | files::Fact::inode);
  return facts && files::Identity{(*facts)->device, (*facts)->inode} == home_place_->who;
}

void TrashCans::finish() {
  if (home_can_) home_can_->note_sizes();
  for (const auto& [mount, can] : top_cans_) can->note_sizes();
}

}  // namespace findo::act
