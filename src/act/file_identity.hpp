// Who a file is, and what it was like when it was looked at: what tells whether that is still so when
// something is done with it.
#pragma once

#include "base/errno_code.hpp"
#include "base/result.hpp"
#include "files/directory_origin.hpp"
#include "files/facts.hpp"
#include "files/reader.hpp"

namespace findo::act {

/// The facts that make up a FileIdentity.
inline constexpr files::FactSet kIdentityFacts = files::Fact::type | files::Fact::device |
                                                 files::Fact::inode | files::Fact::size |
                                                 files::Fact::modify_time | files::Fact::change_time;

/// A file at one moment.
struct FileIdentity {
  files::Identity file{};
  files::FileType type = files::FileType::unknown;
  std::int64_t size_bytes = 0;
  base::Timestamp modify_time{};
  base::Timestamp change_time{};
  std::uint64_t links = 0;          ///< where it is known; no part of what the file is recognised by
  files::DirectoryOrigin origin{};  ///< of a directory, where it is known

  bool is_directory() const { return type == files::FileType::directory; }
};

/// From facts that hold kIdentityFacts.
FileIdentity identity_of(const files::Facts& facts);

/// Of the file of that name in an open directory; of a directory also where it comes from. Errors: those of
/// stat(2).
base::Result<FileIdentity, base::Errno> load_identity(int directory, const char* name,
                                                      files::FollowLinks follow = files::FollowLinks::no);
/// Of an open file.
base::Result<FileIdentity, base::Errno> load_identity(int descriptor);

/// Which file an open one is. Errors: those of fstat(2).
base::Result<files::Identity, base::Errno> load_who(int descriptor);

/// How much of a file must not have changed.
enum class Likeness : std::uint8_t {
  file,     ///< device, inode and type
  content,  ///< also size and time of modification
  status,   ///< also the time of its last status change, which renaming it sets
};

/// Whether it is the same file, alike so far. Of a directory only that it is the same counts: what is done
/// with its entries changes the rest. Its origin does not count, since a directory that an overlay copies up
/// in order to rename it gets another one.
bool is_alike(const FileIdentity& a, const FileIdentity& b, Likeness likeness);

/// Whether it is still the file that was written down, its content unchanged. By then another directory may
/// have got its inode number: it is told apart by its origin, where that is known of both.
bool is_still(const FileIdentity& then, const FileIdentity& now);

}  // namespace findo::act
