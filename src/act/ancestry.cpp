#include "act/ancestry.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "act/held_entry.hpp"

namespace findo::act {
namespace {

using base::Descriptor;
using base::Errno;
using base::Failure;

base::Result<files::Identity, Errno> load_who(int directory) {
  struct stat status {};
  if (fstat(directory, &status) != 0) return Failure{base::last_errno()};
  return files::Identity{status.st_dev, status.st_ino};
}

base::Result<Descriptor, Errno> open_parent(int directory) {
  Descriptor parent(openat(directory, "..", kOpenForNames));
  if (!parent) return Failure{base::last_errno()};
  return parent;
}

}  // namespace

base::Result<bool, base::Errno> is_within(int directory, files::Identity above) {
  auto who = load_who(directory);
  Descriptor at;
  while (who && *who != above) {
    auto parent = open_parent(at ? at.number() : directory);
    if (!parent) return Failure{parent.error()};
    const auto next = load_who(parent->number());
    if (next && *next == *who) return false;  // the root directory is its own parent
    at = std::move(*parent);
    who = next;
  }
  if (!who) return Failure{who.error()};
  return true;
}

base::Result<Mount, base::Errno> load_mount(int directory) {
#ifdef STATX_MNT_ID
  struct statx status {};
  if (statx(directory, "", AT_EMPTY_PATH, STATX_MNT_ID, &status) == 0) {
    const bool is_numbered = (status.stx_mask & STATX_MNT_ID) != 0;
    return Mount{makedev(status.stx_dev_major, status.stx_dev_minor), is_numbered ? status.stx_mnt_id : 0};
  }
#endif
  const auto who = load_who(directory);
  if (!who) return Failure{who.error()};
  return Mount{who->device, 0};
}

base::Result<base::Descriptor, base::Errno> open_top_of_mount(int directory) {
  Descriptor top(openat(directory, ".", kOpenForNames));
  if (!top) return Failure{base::last_errno()};
  for (;;) {
    const auto mount = load_mount(top.number());
    const auto who = load_who(top.number());
    auto parent = open_parent(top.number());
    if (!mount || !who || !parent) return Failure{!parent ? parent.error() : Errno{EIO}};
    const auto above = load_mount(parent->number());
    const auto who_above = load_who(parent->number());
    if (!above || !who_above) return Failure{Errno{EIO}};
    if (*above != *mount || *who_above == *who) return top;
    top = std::move(*parent);
  }
}

}  // namespace findo::act
