// What tells a directory from another one that has got its inode number. The times of a directory change with
// its entries, so nothing that stat(2) tells does.
#pragma once

#include <cstdint>
#include <optional>

#include "base/timestamp.hpp"

namespace findo::files {

/// Nothing where the file system tells nothing.
struct DirectoryOrigin {
  std::optional<base::Timestamp> birth_time{};
  std::optional<std::uint64_t> generation{};  ///< of the inode, where the time of its birth is not known

  friend bool operator==(const DirectoryOrigin&, const DirectoryOrigin&) = default;
};

/// Of the directory of that name in an open directory, no link followed; empty also where it cannot be told.
/// Threads: any.
DirectoryOrigin load_directory_origin(int directory, const char* name);

/// Whether nothing is known that would tell them apart.
inline bool may_be_same(const DirectoryOrigin& a, const DirectoryOrigin& b) {
  const bool differs_in_birth = a.birth_time && b.birth_time && *a.birth_time != *b.birth_time;
  return !differs_in_birth && !(a.generation && b.generation && *a.generation != *b.generation);
}

}  // namespace findo::files
