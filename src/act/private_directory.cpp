// No system makes and opens a directory in one step. In between somebody who may write to the parent can put
// another directory in its place: one of his own, in which he could see and exchange what is made there, or
// one of ours, to have its content mistaken for what is made there. So what has been opened must be ours, and
// closed to all others, and empty; which of those that are it is makes no difference.

#include "act/private_directory.hpp"

#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

#include "act/temporary_name.hpp"
#include "act/tree_cursor.hpp"
#include "files/extended_attributes.hpp"

namespace findo::act {
namespace {

using base::Descriptor;
using base::Errno;
using base::Failure;

/// What open() fails with where something else is there: no error of the system.
constexpr Errno kExchanged{0};

constexpr mode_t kOthers = S_IRWXG | S_IRWXO;

/// What a file system makes of a new file, which cannot be mistaken for another, since it is open from the
/// beginning on.
struct Custom {
  uid_t owner;
  bool keeps_permissions;
};

std::optional<Custom> try_custom(int parent) {
  constexpr mode_t kForOwner = S_IRUSR | S_IWUSR;
  constexpr mode_t kForGroup = kForOwner | S_IRGRP;
  Descriptor file;
  const auto name = create_temporary([&](const char* candidate) {
    file.reset(openat(parent, candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kForOwner));
    return file ? 0 : errno;
  });
  if (!name) return std::nullopt;
  unlinkat(parent, name->c_str(), 0);
  struct stat before {};
  struct stat after {};
  if (fstat(file.number(), &before) != 0) return std::nullopt;
  const bool is_changed = fchmod(file.number(), kForGroup) == 0 && fstat(file.number(), &after) == 0;
  constexpr mode_t kAll = S_IRWXU | kOthers;
  const bool is_kept = (before.st_mode & kAll) == kForOwner && (after.st_mode & kAll) == kForGroup;
  return Custom{before.st_uid, is_changed && is_kept};
}

/// Whether the directory is like one that has just been made for its owner alone. On file systems that keep
/// no owners and permissions, or change them, it can only be like what else is made there.
bool is_as_made(const struct stat& status, int parent) {
  const bool is_closed = (status.st_mode & kOthers) == 0;
  if (status.st_uid == geteuid() && is_closed) return true;
  const auto custom = try_custom(parent);
  return custom && custom->owner == status.st_uid && (is_closed || !custom->keeps_permissions);
}

}  // namespace

base::Result<PrivateDirectory, Trouble> PrivateDirectory::create(int parent) {
  auto name = create_temporary(
      [&](const char* candidate) { return mkdirat(parent, candidate, S_IRWXU) == 0 ? 0 : errno; });
  if (!name) return Failure{trouble(name.error())};
  base::Status<Errno> status;
  {
    PrivateDirectory made(parent, std::move(*name));
    status = made.open();
    if (status) return made;
  }
  // It is gone before a message takes memory, of which there may be none.
  if (status.error() == kExchanged)
    return Failure{Trouble{"something else has come into the place of a temporary directory"}};
  return Failure{trouble(status.error())};
}

base::Status<Errno> PrivateDirectory::open() {
  Descriptor opened(openat(parent_, name_.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  struct stat status {};
  if (!opened || fstat(opened.number(), &status) != 0) return Failure{base::last_errno()};
  const auto names = read_names(opened.number());
  if (!names) return Failure{names.error()};
  if (!names->empty() || !is_as_made(status, parent_)) return Failure{kExchanged};
  if (auto removed = files::remove_access_lists(opened.number()); !removed) return Failure{removed.error()};
  directory_ = std::move(opened);
  return {};
}

PrivateDirectory::~PrivateDirectory() {
  if (name_.empty()) return;  // moved from
  if (unlinkat(parent_, name_.c_str(), AT_REMOVEDIR) == 0 || !directory_) return;
  if (unlinkat(at().directory, at().name, 0) != 0) (void)remove_tree(at());
  unlinkat(parent_, name_.c_str(), AT_REMOVEDIR);
}

}  // namespace findo::act
