#include "act/copy_content.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <string>
#include <unistd.h>
#include <vector>
#ifdef __linux__
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/xattr.h>
#endif

#include "base/descriptor.hpp"

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

/// Lets the two files share their blocks; false where the file system cannot.
bool share_blocks(int from, int to) {
#ifdef FICLONE
  return ioctl(to, FICLONE, from) == 0;
#else
  (void)from, (void)to;
  return false;
#endif
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

/// What copy_file_range says where it cannot serve, although reading and writing can.
bool is_refusal(int code) {
  return code == EXDEV || code == EINVAL || code == ENOSYS || code == EOPNOTSUPP || code == EPERM ||
         code == EBADF || code == ETXTBSY;
}

/// Copies [offset, end), which holds data.
Outcome copy_stretch(int from, int to, off_t offset, off_t end) {
#ifdef __linux__
  while (offset < end) {
    off_t in = offset;
    off_t out = offset;
    const ssize_t bytes = copy_file_range(from, &in, to, &out, static_cast<std::size_t>(end - offset), 0);
    if (bytes < 0 && errno == EINTR) continue;
    if (bytes < 0 && !is_refusal(errno)) return Failure{base::last_errno()};
    if (bytes <= 0) break;
    offset += bytes;
  }
#endif
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

#ifdef __linux__

/// Attributes that need more rights, or another file system, than there are here.
bool may_be_left_out(const char* name, int code) {
  if (code == EOPNOTSUPP) return true;
  const std::string_view space(name,
                               std::min(std::string_view(name).find('.'), std::string_view(name).size()));
  return code == EPERM && space != "user" && space != "system";
}

Outcome copy_attribute(int from, int to, const char* name) {
  std::string value;
  ssize_t bytes = -1;
  do {
    bytes = fgetxattr(from, name, nullptr, 0);
    if (bytes < 0) break;
    value.resize(static_cast<std::size_t>(bytes));
    bytes = fgetxattr(from, name, value.data(), value.size());
  } while (bytes < 0 && errno == ERANGE);  // it has just grown
  if (bytes >= 0 && fsetxattr(to, name, value.data(), static_cast<std::size_t>(bytes), 0) == 0) return {};
  if (may_be_left_out(name, errno) || errno == ENODATA) return {};
  return Failure{base::last_errno()};
}

Outcome copy_extended_attributes(int from, int to) {
  const ssize_t bytes = flistxattr(from, nullptr, 0);
  if (bytes <= 0) return bytes < 0 && errno != EOPNOTSUPP ? outcome_of(-1) : Outcome();
  std::string names(static_cast<std::size_t>(bytes), '\0');
  const ssize_t listed = flistxattr(from, names.data(), names.size());
  if (listed < 0) return Failure{base::last_errno()};
  names.resize(static_cast<std::size_t>(listed));
  for (std::size_t at = 0; at < names.size(); at = names.find('\0', at) + 1) {
    if (auto status = copy_attribute(from, to, names.c_str() + at); !status) return status;
  }
  return {};
}

#else
Outcome copy_extended_attributes(int, int) { return {}; }
#endif

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
  if (share_blocks(from, to)) return {};
  return copy_stretches(from, to, status.st_size);
}

base::Status<base::Errno> copy_attributes(int from, int to, const struct stat& status) {
  const bool has_owner = is_own(status) || fchown(to, status.st_uid, status.st_gid) == 0;
  if (fchmod(to, permissions_of(status, has_owner)) != 0) return Failure{base::last_errno()};
  if (auto outcome = copy_extended_attributes(from, to); !outcome) return outcome;
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
