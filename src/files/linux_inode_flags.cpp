// A file's flags can be asked for only of the opened file, and opening a device or a pipe does things. So the
// file is first opened as a place (O_PATH), which touches nothing; only what proves to be a regular file or a
// directory is opened for reading. For the rest, and for files that may not be read, statx(2) knows the flags
// that matter most.

#include <fcntl.h>
#include <linux/fs.h>
#include <string>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/descriptor.hpp"
#include "files/inode_flags.hpp"

namespace findo::files {
namespace {

base::Result<base::Descriptor, base::Errno> open_place(const Entry& entry) {
  const auto directory = entry.reader().open_descriptor(entry.place().parent);
  if (!directory) return base::Failure{directory.error()};
  base::Descriptor place;
  errno = ENOENT;
  if (entry.place().follow() == FollowLinks::yes)
    place.reset(openat(*directory, entry.name_c_str(), O_PATH | O_CLOEXEC));
  // As with its other facts, a link that leads nowhere stands for itself.
  const bool leads_nowhere = !place && (errno == ENOENT || errno == ENOTDIR);
  if (leads_nowhere) place.reset(openat(*directory, entry.name_c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
  if (!place) return base::Failure{base::last_errno()};
  return place;
}

/// All flags, of what may be opened and keeps them.
std::optional<InodeFlags> try_all_flags(const base::Descriptor& place) {
  struct stat status;
  if (fstat(place.number(), &status) != 0) return std::nullopt;
  if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) return std::nullopt;
  const std::string path = "/proc/self/fd/" + std::to_string(place.number());
  const base::Descriptor file(open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  unsigned flags = 0;  // whatever type the call is declared with, the kernel writes an int
  if (!file || ioctl(file.number(), FS_IOC_GETFLAGS, &flags) != 0) return std::nullopt;
  return flags;
}

/// The flags that a status call tells. Its bits are the same, save that of DAX.
base::Result<InodeFlags, base::Errno> load_status_flags(const base::Descriptor& place) {
  constexpr InodeFlags kSameBits = STATX_ATTR_COMPRESSED | STATX_ATTR_IMMUTABLE | STATX_ATTR_APPEND |
                                   STATX_ATTR_NODUMP | STATX_ATTR_ENCRYPTED | STATX_ATTR_VERITY;
  struct statx status;
  if (statx(place.number(), "", AT_EMPTY_PATH, 0, &status) != 0) return base::Failure{base::last_errno()};
  const InodeFlags dax = (status.stx_attributes & STATX_ATTR_DAX) != 0 ? 0x02000000U : 0U;
  return (static_cast<InodeFlags>(status.stx_attributes) & kSameBits) | dax;
}

}  // namespace

base::Result<InodeFlags, base::Errno> load_inode_flags(const Entry& entry) {
  const auto place = open_place(entry);
  if (!place) return base::Failure{place.error()};
  if (const auto flags = try_all_flags(*place)) return *flags;
  return load_status_flags(*place);
}

}  // namespace findo::files
