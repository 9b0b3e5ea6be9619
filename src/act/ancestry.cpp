#include "act/ancestry.hpp"

#include <fcntl.h>

#include "act/file_identity.hpp"
#include "act/held_entry.hpp"
#include "files/mount_identity.hpp"

namespace findo::act {
namespace {

using base::Descriptor;
using base::Errno;
using base::Failure;

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

base::Result<base::Descriptor, base::Errno> open_top_of_mount(int directory) {
  Descriptor top(openat(directory, ".", kOpenForNames));
  if (!top) return Failure{base::last_errno()};
  for (;;) {
    const auto mount = files::load_mount_identity(top.number());
    const auto who = load_who(top.number());
    auto parent = open_parent(top.number());
    if (!mount || !who || !parent) return Failure{!parent ? parent.error() : Errno{EIO}};
    const auto above = files::load_mount_identity(parent->number());
    const auto who_above = load_who(parent->number());
    if (!above || !who_above) return Failure{Errno{EIO}};
    if (*above != *mount || *who_above == *who) return top;
    top = std::move(*parent);
  }
}

}  // namespace findo::act
