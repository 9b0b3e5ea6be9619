#include "act/copy_content.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <string>
#include <unistd.h>
#include <vector>

#include "files/extended_attributes.hpp"
#include "files/file_blocks.hpp"
#include "output/interruption.hpp"

namespace findo::act {
namespace {

using base::Errno;
using base::Failure;
using Outcome = base::Status<Errno>;

constexpr std::size_t kBufferBytes = 256 * 1024;

Outcome outcome_of(int result) {
  if (result != 0) return Failure{base::last_errno()};
  return {};
}

Outcome write_all(int to, const char* bytes, std::size_t count, off_t offset) {
  while (count > 0) {
    const ssize_t written = pwrite(to, bytes, count, offset);
    if (written < 0 && errno != EINTR) return Failure{base::last_errno()};
    if (written <= 0) continue;
    bytes += written;
    count -= static_cast<std::size_t>(written);
    offset += written;
  }
  return {};
}

/// How far something has come.
using Reached = base::Result<off_t, Errno>;

/// Reads and writes [offset, end), or less where the file ends sooner.
Reached pump(int from, int to, off_t offset, off_t end) {
  std::vector<char> buffer(kBufferBytes);
  while (offset < end) {
    if (output::Interruption::is_waiting()) return Failure{Errno{EINTR}};
    const auto wanted = std::min<off_t>(end - offset, static_cast<off_t>(buffer.size()));
    const ssize_t bytes = pread(from, buffer.data(), static_cast<std::size_t>(wanted), offset);
    if (bytes < 0 && errno == EINTR) continue;
    if (bytes < 0) return Failure{base::last_errno()};
    if (bytes == 0) break;
    const auto status = write_all(to, buffer.data(), static_cast<std::size_t>(bytes), offset);
    if (!status) return Failure{status.error()};
    offset += bytes;
  }
  return offset;
}

/// Copies [offset, end), which holds data, or less where the file ends sooner.
Reached copy_stretch(int from, int to, off_t offset, off_t end) {
  constexpr off_t kStepBytes = 16 * 1024 * 1024;  // between two looks at whether the user has had enough
  while (offset < end && !output::Interruption::is_waiting()) {
    const off_t step = std::min(end, offset + kStepBytes);
    const auto reached = files::copy_blocks(from, to, offset, step);
    if (!reached) return Failure{reached.error()};
    offset = *reached;
    if (offset < step) break;
  }
  return pump(from, to, offset, end);
}

/// Where the next data are, from `offset` on; `size` where there are none, `offset` where nobody can tell.
off_t find_data(int file, off_t offset, off_t size) {
  const off_t found = lseek(file, offset, SEEK_DATA);
  if (found >= 0) return std::min(found, size);
  return errno == ENXIO ? size : offset;
}

/// Where the data at `offset` end.
off_t find_hole(int file, off_t offset, off_t size) {
  const off_t found = lseek(file, offset, SEEK_HOLE);
  return found > offset ? std::min(found, size) : size;
}

Outcome copy_stretches(int from, int to, off_t size) {
  for (off_t at = find_data(from, 0, size); at < size;) {
    const off_t end = find_hole(from, at, size);
    const auto reached = copy_stretch(from, to, at, end);
    if (!reached) return Failure{reached.error()};
    // Some say that they are longer than they are: those of sysfs, and others that are made as they are read.
    if (*reached < end) return outcome_of(ftruncate(to, *reached));
    at = find_data(from, end, size);
  }
  return outcome_of(ftruncate(to, size));  // a hole at the end
}

/// The mode for a file whose owner could be set, or could not.
mode_t mode_of(const struct stat& status, bool has_owner) {
  constexpr mode_t kAsOwner = S_ISUID | S_ISGID;
  return has_owner ? status.st_mode : status.st_mode & ~kAsOwner;
}

/// Whether what has just been made, which this is the status of, has the owner and the group that it is to
/// have, or gets them by `change`. A directory may have given it a group of its own.
template <class Change>
bool take_owner(const struct stat& made, const struct stat& wanted, Change&& change) {
  if (made.st_uid == wanted.st_uid && made.st_gid == wanted.st_gid) return true;
  if (change(wanted.st_uid, wanted.st_gid) == 0) return true;
  (void)change(static_cast<uid_t>(-1), wanted.st_gid);
  return false;
}

}  // namespace

base::Status<base::Errno> copy_content(int from, int to) {
  struct stat status {};
  if (fstat(from, &status) != 0) return Failure{base::last_errno()};
  // Files of the kernel's own say that they are empty, and are not.
  if (status.st_size == 0) {
    const auto reached = pump(from, to, 0, std::numeric_limits<off_t>::max());
    return reached ? Outcome() : Failure{reached.error()};
  }
  if (files::share_blocks(from, to)) return {};
  return copy_stretches(from, to, status.st_size);
}

base::Status<base::Errno> finish_writing(int file) {
  const int copy = fcntl(file, F_DUPFD_CLOEXEC, 0);  // each of them that is closed has it said
  if (copy < 0) return Failure{base::last_errno()};
  return outcome_of(close(copy));
}

base::Result<files::ListsKept, base::Errno> copy_attributes(int from, int to, const struct stat& status) {
  struct stat made {};
  if (fstat(to, &made) != 0) return Failure{base::last_errno()};
  const bool has_owner =
      take_owner(made, status, [&](uid_t owner, gid_t group) { return fchown(to, owner, group); });
  // Those of the user's can be set as long as the file can be written; a change of owner takes capabilities
  // away.
  if (auto outcome = files::copy_extended_attributes(from, to); !outcome) return Failure{outcome.error()};
  const auto kept = files::copy_permissions({from}, {to}, mode_of(status, has_owner));
  if (!kept) return kept;
  const timespec times[] = {status.st_atim, status.st_mtim};
  if (futimens(to, times) != 0) return Failure{base::last_errno()};
  return kept;
}

base::Result<files::ListsKept, base::Errno> copy_plain_attributes(At from, At to, const struct stat& status) {
  struct stat made {};
  if (fstatat(to.directory, to.name, &made, AT_SYMLINK_NOFOLLOW) != 0) return Failure{base::last_errno()};
  const bool has_owner = take_owner(made, status, [&](uid_t owner, gid_t group) {
    return fchownat(to.directory, to.name, owner, group, AT_SYMLINK_NOFOLLOW);
  });
  base::Result<files::ListsKept, base::Errno> kept(files::ListsKept::yes);
  if (!S_ISLNK(status.st_mode)) {
    kept = files::copy_permissions({from.directory, from.name}, {to.directory, to.name},
                                   mode_of(status, has_owner));
  }
  const timespec times[] = {status.st_atim, status.st_mtim};
  const bool is_dated = utimensat(to.directory, to.name, times, AT_SYMLINK_NOFOLLOW) == 0;
  if (kept && !is_dated) return Failure{base::last_errno()};
  return kept;
}

}  // namespace findo::act
