// The only door from the walk and the tests to the file system: directories are opened below a handle, read
// in batches of names, and facts are loaded for a name in an open directory. Linux, std::filesystem, memory
// and faulty readers all keep this contract; tests/contract holds them against each other.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/errno_code.hpp"
#include "base/result.hpp"
#include "files/facts.hpp"

namespace findo::files {

/// Whether a symbolic link as last component stands for itself or for what it points to.
enum class FollowLinks : bool { no, yes };

/// What access(2) asks for.
enum class Access : std::uint8_t { read, write, execute };

/// One name in a directory.
struct Listed {
  const char* name;  ///< NUL-terminated bytes, in storage of the NameBatch
  std::uint32_t length;
  FileType type;  ///< `unknown` where the file system does not say
  std::uint64_t
      inode;  ///< 0 where unknown; of a mount point it is the covered directory's, not what stat says
};

/// A batch of names as one read of a directory gave them, in the system's order, without "." and "..".
/// Reused from read to read; the names stay valid until the next read into it.
struct NameBatch {
  std::vector<Listed> names;
  bool at_end = false;              ///< the reader knows already that nothing comes after these
  std::unique_ptr<char[]> storage;  ///< belongs to the reader that fills the batch
  std::size_t storage_bytes = 0;
};

/// A directory that some reader has open. Owned by the caller; only the reader that made it can use it.
/// Destroying it closes it.
class OpenDirectory {
 public:
  OpenDirectory() = default;
  OpenDirectory(const OpenDirectory&) = delete;
  OpenDirectory& operator=(const OpenDirectory&) = delete;
  virtual ~OpenDirectory() = default;
};

class Reader;

/// Where a reader finds a file: the pair (parent, name) as Reader has it, where a name that begins with a
/// slash needs no parent; and whether a link in its place is followed.
struct Location {
  Reader& reader;
  const OpenDirectory* parent;
  const char* name;
  FollowLinks follow;
};

/// Reads directories and facts.
/// A pair (parent, name) tells what is meant: `name` is relative to the open directory `parent`, or to the
/// working directory where `parent` is null; there it may have several components. Order: as the system gives
/// it. Names are bytes, sizes bytes, times since the epoch. Errors: the errno of the failing call. A failing
/// entry never hides its siblings. Threads: every member may be called at the same time from several threads,
/// on different OpenDirectory objects; on one OpenDirectory, read_batch by one thread at a time, all others
/// at any time.
class Reader {
 public:
  virtual ~Reader() = default;

  /// Opens a directory for reading. A symbolic link fails with ENOTDIR (or ELOOP) under FollowLinks::no.
  virtual base::Result<std::unique_ptr<OpenDirectory>, base::Errno> open_directory(
      const OpenDirectory* parent, const char* name, FollowLinks follow) = 0;

  /// Reads the next names into `batch`, replacing what it held. No names: the end of the directory, which may
  /// be told before (NameBatch::at_end).
  /// After an error the directory has no more to give.
  virtual base::Status<base::Errno> read_batch(OpenDirectory& directory, NameBatch& batch) = 0;

  /// Loads at least `wanted` into `facts`, and adds what it loaded to `facts.loaded`. Fact::birth_time
  /// and Fact::mount stay unloaded, without an error, where they are not known. Never triggers an automount.
  virtual base::Status<base::Errno> load_facts(const OpenDirectory* parent, const char* name,
                                               FollowLinks follow, FactSet wanted, Facts& facts) = 0;

  /// The identity of an open directory itself.
  virtual base::Result<Identity, base::Errno> load_identity(const OpenDirectory& directory) = 0;

  /// The text of a symbolic link, of any length.
  virtual base::Result<std::string, base::Errno> load_link_target(const OpenDirectory* parent,
                                                                  const char* name) = 0;

  /// Success if the real user (not the effective one) may use the file so; links are followed.
  virtual base::Status<base::Errno> check_access(const OpenDirectory* parent, const char* name,
                                                 Access access) = 0;

  /// A descriptor of the open directory for the *at calls of actions, owned by `directory`; AT_FDCWD for
  /// null. A reader without a system behind it fails with ENOTSUP.
  virtual base::Result<int, base::Errno> open_descriptor(const OpenDirectory* directory) = 0;
};

}  // namespace findo::files
