// One file that a search has come to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "findo/export.hpp"
#include "findo/result.hpp"

namespace findo {

namespace files {
class Entry;  // the library's own
}

enum class FileType : std::uint8_t {
  unknown,
  regular,
  directory,
  symbolic_link,
  block_device,
  character_device,
  fifo,
  socket,
  door,
  whiteout,
};

/// A point in time: seconds since 1970-01-01 00:00:00 UTC, negative before it, plus 0 ≤ nanoseconds < 10^9.
struct Time {
  std::int64_t seconds = 0;
  std::int32_t nanoseconds = 0;
};

/// All that a status call tells.
struct Status {
  FileType type = FileType::unknown;
  std::uint32_t permissions = 0;  ///< the twelve lowest bits of st_mode
  std::uint64_t links = 0;
  std::uint32_t user = 0;
  std::uint32_t group = 0;
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::uint64_t size_bytes = 0;
  std::uint64_t blocks = 0;  ///< of 512 bytes
  Time accessed{};
  Time modified{};
  Time changed{};
  std::optional<Time> born{};  ///< where the file system knows it
};

/// What is known of the file, and what can be asked of it. Nothing is asked before it is wanted, and nothing
/// twice; a question goes to the file in its open directory, so that a renamed directory above does not
/// matter. Links are followed as the query says. Errors: `code` is the errno. Lifetime: as long as the call
/// of the function that it was given to, so that nothing of it is kept but copies of what it has told.
/// Threads: the one it was given to.
class FINDO_API Entry {
 public:
  Entry(const Entry&) = delete;
  Entry& operator=(const Entry&) = delete;

  /// As find prints it: the root as given, a slash, components. Bytes of no particular encoding. The views of
  /// an entry live as long as it does.
  std::string_view path() const;
  /// The last component, without trailing slashes.
  std::string_view name() const;
  /// The root below which it was found.
  std::string_view root() const;
  /// Directories below the root; 0 for the root.
  int depth() const;

  /// Without a system call where the directory tells.
  Result<FileType> type() const;
  Result<std::uint64_t> size_bytes() const;
  Result<Time> modified() const;
  /// Everything in one call.
  Result<Status> status() const;
  /// The text of a symbolic link.
  Result<std::string> link_target() const;
  /// A descriptor of the directory that it is in, for openat(2) and its kin with the name_in_directory(), so
  /// that what is done is done to this file and not to one that has taken its path meanwhile. AT_FDCWD for
  /// roots. It is the library's: not to be closed, and gone with the entry.
  Result<int> directory() const;
  /// Its name there, with a NUL behind it; of a root, the whole path.
  const char* name_in_directory() const;

 private:
  friend struct EntryAccess;
  explicit Entry(files::Entry& inner) : inner_(&inner) {}
  files::Entry* inner_;
};

}  // namespace findo
