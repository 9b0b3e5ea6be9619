// An entry as actions take hold of it: by its last component, in its open directory, so that no link on the
// way to it can lead elsewhere.
#pragma once

#include <fcntl.h>
#include <string>

#include "base/descriptor.hpp"
#include "base/errno_code.hpp"
#include "base/result.hpp"
#include "files/entry.hpp"

namespace findo::act {

/// For opening a directory only to name files in it, which needs no permission to list it.
#ifdef O_PATH
inline constexpr int kOpenForNames = O_PATH | O_DIRECTORY | O_CLOEXEC;
#else
inline constexpr int kOpenForNames = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
#endif

/// A name in an open directory; owns neither.
struct At {
  int directory;
  const char* name;
};

struct HeldEntry {
  int directory = AT_FDCWD;
  base::Descriptor owned{};  ///< of `directory`, where it was opened for this
  std::string name{};        ///< the last component; "/" for the root directory

  At at() const { return {directory, name.c_str()}; }
};

/// The directory that holds a root, as its path tells: "a/b/" is in "a", "b" in ".".
std::string directory_of_root(std::string_view path);

/// Takes hold of the entry. The path of a root is gone along as it was typed, up to its last component.
/// Errors: the directory cannot be opened.
base::Result<HeldEntry, base::Errno> hold(const files::Entry& entry);

/// The path of an open directory, with no link in it. Errors also: ENAMETOOLONG for long paths, ENOENT where
/// the directory has been removed or nothing tells.
base::Result<std::string, base::Errno> load_path(int directory);
/// The same; where the system does not tell: the path that it was opened by, without the links on it, if that
/// still leads there.
base::Result<std::string, base::Errno> load_path(int directory, const std::string& opened_by);

/// The path of the entry from the root directory on. Where the system does not tell the path of its
/// directory: by its root's, and the components below that as the search has gone.
base::Result<std::string, base::Errno> load_whole_path(const files::Entry& entry, const HeldEntry& held);

/// The present directory; empty where nothing tells. No path is too long.
std::string load_working_directory();

/// `directory` and a name in it.
std::string joined_path(std::string_view directory, std::string_view name);

}  // namespace findo::act
