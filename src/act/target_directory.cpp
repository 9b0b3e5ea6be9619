#include "act/target_directory.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>

#include "act/file_identity.hpp"

namespace findo::act {
namespace {

using base::Descriptor;
using base::Failure;

/// The directory part of a path below a root; empty where there is none.
std::string_view directory_part(std::string_view below) {
  const std::size_t slash = below.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : below.substr(0, slash);
}

/// The permissions of the directory so many levels above the one that holds the entry.
base::Result<mode_t, base::Errno> permissions_above(const HeldEntry& held, std::size_t levels) {
  std::string way = ".";
  for (std::size_t i = 0; i < levels; ++i) way += "/..";
  struct stat status {};
  if (fstatat(held.directory, way.c_str(), &status, 0) != 0) return Failure{base::last_errno()};
  return (status.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO)) | S_IRWXU;
}

}  // namespace

base::Status<Trouble> create_directory(At at, const std::string& path, mode_t mode) {
  if (mkdirat(at.directory, at.name, mode) != 0) return Failure{trouble_at(path, base::last_errno())};
  return {};
}

base::Result<std::unique_ptr<TargetDirectory>, base::Errno> TargetDirectory::open(std::string_view path,
                                                                                  bool keeps_shape) {
  std::unique_ptr<TargetDirectory> target(new TargetDirectory);
  target->shown_ = path;
  target->directory_.reset(::open(target->shown_.c_str(), kOpenForNames));
  if (!target->directory_) return Failure{base::last_errno()};
  const auto identity = load_identity(target->descriptor());
  if (!identity) return Failure{identity.error()};
  auto whole = load_path(target->descriptor(), target->shown_);
  if (!whole) return Failure{whole.error()};
  target->who_ = identity->file;
  target->path_ = std::move(*whole);
  target->keeps_shape_ = keeps_shape;
  return target;
}

base::Status<Trouble> TargetDirectory::go_to(std::string_view below, const HeldEntry& held,
                                             const MakeDirectory& make) {
  if (inner_ && below == inner_below_) return {};
  inner_.reset();
  Descriptor at;
  std::string reached;  // below DIR
  auto levels = static_cast<std::size_t>(std::count(below.begin(), below.end(), '/'));
  for (std::string_view rest = below; !rest.empty(); --levels) {
    const std::string name(rest.substr(0, rest.find('/')));
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    reached = reached.empty() ? name : joined_path(reached, name);
    const int from = at ? at.number() : directory_.number();
    Descriptor next(openat(from, name.c_str(), kOpenForNames | O_NOFOLLOW));
    if (!next && errno == ENOENT) {
      const auto mode = permissions_above(held, levels);
      if (!mode) return Failure{trouble(mode.error())};
      auto status = make({from, name.c_str()}, joined_path(path_, reached), *mode);
      if (!status) return status;
      next.reset(openat(from, name.c_str(), kOpenForNames | O_NOFOLLOW));
    }
    if (!next) return Failure{trouble_at(joined_path(shown_, reached), base::last_errno())};
    at = std::move(next);
  }
  inner_ = std::move(at);
  inner_below_ = below;
  return {};
}

/// The directory below DIR; empty where it is DIR itself.
std::string_view TargetDirectory::below(const files::Entry& entry) const {
  return keeps_shape_ ? directory_part(entry.path_below_root()) : std::string_view();
}

std::string TargetDirectory::foresee(const files::Entry& entry, const HeldEntry& held) const {
  const std::string_view below = this->below(entry);
  return joined_path(path_, below.empty() ? held.name : joined_path(below, held.name));
}

base::Result<Destination, Trouble> TargetDirectory::find(const files::Entry& entry, const HeldEntry& held,
                                                         const MakeDirectory& make) {
  const std::string_view below = this->below(entry);
  if (!below.empty()) {
    if (auto status = go_to(below, held, make); !status) return Failure{std::move(status.error())};
  }
  const std::string name = below.empty() ? held.name : joined_path(below, held.name);
  return Destination{below.empty() ? descriptor() : inner_.number(), held.name, joined_path(path_, name),
                     joined_path(shown_, name)};
}

bool TargetDirectory::owns(files::Visit& visit) const {
  files::Entry& entry = visit.entry;
  if (entry.depth() == 0) return false;
  const auto type = entry.type();
  if (!type || *type != files::FileType::directory) return false;
  const auto facts = entry.facts(files::Fact::device | files::Fact::inode);
  return facts && files::Identity{(*facts)->device, (*facts)->inode} == who_;
}

bool is_there_already(const HeldEntry& held, const Destination& destination) {
  if (held.name != destination.name) return false;
  const auto from = load_identity(held.directory, ".");
  const auto to = load_identity(destination.directory, ".");
  return from && to && from->file == to->file;
}

}  // namespace findo::act
