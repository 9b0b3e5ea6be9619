// Inode flags: what chattr(1) sets on Linux and chflags(1) on BSD.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/errno_code.hpp"
#include "base/result.hpp"
#include "files/entry.hpp"

namespace findo::files {

/// A set of inode flags; the bits are those of Linux's FS_IOC_GETFLAGS.
using InodeFlags = std::uint32_t;

/// What file systems set by themselves: extents, hashed directories, encryption and so on. chattr(1) cannot
/// change them, so nobody who compares a file's flags with those that were given to it means them.
InodeFlags flags_of_file_system();

/// Flags by a name, and whether it asks for their absence: `nouchg`.
struct NamedFlags {
  InodeFlags flags = 0;
  bool is_absence = false;
};

/// What a name stands for: one of BSD's that has an equivalent (`uchg`, `schg`, `uappnd`, `nodump`), one of
/// lsattr's -l (`No_Atime`), caseless both, or else letters of chattr (`ia`). `no` in front asks for absence;
/// `dump` is the absence of `nodump`. Nothing for any other name.
std::optional<NamedFlags> try_inode_flags(std::string_view name);

/// The entry's own flags: of a link's target where links are followed, of the file itself otherwise. What the
/// file system does not keep, or does not tell of such a file, is not set. Errors: EACCES and its kin,
/// ENOTSUP where the system knows none. Threads: any.
base::Result<InodeFlags, base::Errno> load_inode_flags(const Entry& entry);

}  // namespace findo::files
