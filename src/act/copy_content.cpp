#include "act/copy_content.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <string>
#include <unistd.h>
#include <vector>

#include "base/descriptor.hpp"
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

/// Reads and writes [offset, end), or less where the file ends sooner.
Outcome pump(int from, int to, off_t offset, off_t end) {
  std::vector<char> buffer(kBufferBytes);
  while (offset < end) {
    if (output::Interruption::is_waiting()) return Failure{Errno{EINTR}};
    const auto wanted = std::min<off_t>(end - offset, static_cast<off_t>(buffer.size()));
    const ssize_t bytes = pread(from, buffer.data(), static_cast<std::size_t>(wanted), offset);
    if (bytes < 0 && errno == EINTR) continue;
    if (bytes < 0) return Failure{base::last_errno()};
    if (bytes == 0) break;
    const auto status = write_all(to, buffer.data(), static_cast<std::size_t>(bytes), offset);
    if (!status) return status;
    offset += bytes;
  }
  return {};
}

/// Copies [offset, end), which holds data.
Outcome copy_stretch(int from, int to, off_t offset, off_t end) {
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

off_t find_hole(int file, off_t offset, off_t size) {
  const off_t found = lseek(file, offset, SEEK_HOLE);
  return found >= 0 ? std::min(found, size) : size;
}

Outcome copy_stretches(int from, int to, off_t size) {
  for (off_t at = find_data(from, 0, size); at < size;) {
    const off_t end = find_hole(from, at, size);
    if (auto status = copy_stretch(from, to, at, end); !status) return status;
    at = find_data(from, end, size);
  }
  return outcome_of(ftruncate(to, size));  // a hole at the end
}

/// The permissions for a file whose owner could be set, or could not.
mode_t permissions_of(const struct stat& status, bool has_owner) {
  constexpr mode_t kAll = 07777;
  constexpr mode_t kAsOwner = S_ISUID | S_ISGID;
  return status.st_mode & (has_owner ? kAll : kAll & ~kAsOwner);
}

bool is_own(const struct stat& status) { return status.st_uid == geteuid() && status.st_gid == getegid(); }

}  // namespace

base::Status<base::Errno> copy_content(int from, int to) {
  struct stat status {};
  if (fstat(from, &status) != 0) return Failure{base::last_errno()};
  // Files of the kernel's own say that they are empty, and are not.
  if (status.st_size == 0) return pump(from, to, 0, std::numeric_limits<off_t>::max());
  if (files::share_blocks(from, to)) return {};
  return copy_stretches(from, to, status.st_size);
}

base::Status<base::Errno> copy_attributes(int from, int to, const struct stat& status) {
  const bool has_owner = is_own(status) || fchown(to, status.st_uid, status.st_gid) == 0;
  if (fchmod(to, permissions_of(status, has_owner)) != 0) return Failure{base::last_errno()};
  if (auto outcome = files::copy_extended_attributes(from, to); !outcome) return outcome;
  const timespec times[] = {status.st_atim, status.st_mtim};
  return outcome_of(futimens(to, times));
}

base::Status<base::Errno> copy_plain_attributes(int directory, const char* name, const struct stat& status) {
  const bool has_owner =
      is_own(status) || fchownat(directory, name, status.st_uid, status.st_gid, AT_SYMLINK_NOFOLLOW) == 0;
#ifdef O_PATH
  if (!S_ISLNK(status.st_mode)) {
    // By its descriptor, since chmod by name follows a link that has come into its place.
    const base::Descriptor file(openat(directory, name, O_PATH | O_NOFOLLOW | O_CLOEXEC));
    struct stat made {};
    if (fstat(file.number(), &made) != 0) return Failure{base::last_errno()};
    const std::string path = "/proc/self/fd/" + std::to_string(file.number());
    const bool is_it = (made.st_mode & S_IFMT) == (status.st_mode & S_IFMT);
    if (is_it && chmod(path.c_str(), permissions_of(status, has_owner)) != 0) {
      return Failure{base::last_errno()};
    }
  }
#endif
  const timespec times[] = {status.st_atim, status.st_mtim};
  return outcome_of(utimensat(directory, name, times, AT_SYMLINK_NOFOLLOW));
}

}  // namespace findo::act
