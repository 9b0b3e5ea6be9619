// Small files read whole, as rules and configurations are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/errno_code.hpp"
#include "base/result.hpp"
#include "files/reader.hpp"

namespace findo::files {

/// Where files are looked for: their names, put behind `prefix`, are relative to a descriptor.
struct FileBase {
  int descriptor;      ///< of an open directory, or AT_FDCWD; not owned
  std::string prefix;  ///< empty, or a path with a slash at its end

  /// What to open for a name below this directory; an absolute name stands for itself.
  std::string path_of(std::string_view name) const;
};

/// A file of rules beyond this is a mistake or an attack: compiled, rules take up to a hundred times their
/// bytes. Newer gits draw the line at 100 MiB.
inline constexpr std::size_t kMostFileBytes = 16 * 1024 * 1024;

/// The content of a regular file. Errors: errno of opening and reading; ENOENT also where the name stands for
/// something that is no regular file (which is never waited for), ELOOP for a link under FollowLinks::no,
/// EFBIG beyond kMostFileBytes.
base::Result<std::string, base::Errno> load_whole_file(const FileBase& base, std::string_view name,
                                                       FollowLinks follow);

/// The same of whatever can be read to an end, a pipe for instance, which is waited for. EISDIR for a
/// directory.
base::Result<std::string, base::Errno> load_whole_stream(const FileBase& base, std::string_view name);

}  // namespace findo::files
