#include <cerrno>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "files/file_blocks.hpp"

namespace findo::files {
namespace {

/// What copy_file_range says where it cannot serve, although reading and writing can.
bool is_refusal(int code) {
  return code == EXDEV || code == EINVAL || code == ENOSYS || code == EOPNOTSUPP || code == EPERM ||
         code == EBADF || code == ETXTBSY;
}

}  // namespace

bool share_blocks(int from, int to) { return ioctl(to, FICLONE, from) == 0; }

base::Result<off_t, base::Errno> copy_blocks(int from, int to, off_t offset, off_t end) {
  while (offset < end) {
    off_t in = offset;
    off_t out = offset;
    const ssize_t bytes = copy_file_range(from, &in, to, &out, static_cast<std::size_t>(end - offset), 0);
    if (bytes < 0 && errno == EINTR) continue;
    if (bytes < 0 && !is_refusal(errno)) return base::Failure{base::last_errno()};
    if (bytes <= 0) break;
    offset += bytes;
  }
  return offset;
}

}  // namespace findo::files
