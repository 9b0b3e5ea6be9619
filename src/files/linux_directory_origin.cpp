// statx(2) tells when a file came to be, where the file system keeps that. ext2 and ext3 mostly have no room
// for it, but number the generations of each inode, which only the opened directory tells.

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#include "base/descriptor.hpp"
#include "files/directory_origin.hpp"

namespace findo::files {
namespace {

std::optional<std::uint64_t> try_generation(int directory, const char* name) {
  constexpr int kFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
  const base::Descriptor opened(openat(directory, name, kFlags));
  unsigned generation = 0;  // whatever type the call is declared with, the kernel writes an int
  if (!opened || ioctl(opened.number(), FS_IOC_GETVERSION, &generation) != 0) return std::nullopt;
  return generation;
}

}  // namespace

DirectoryOrigin load_directory_origin(int directory, const char* name) {
  struct statx status;
  const int flags = AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT;
  if (statx(directory, name, flags, STATX_BTIME, &status) != 0) return {};
  DirectoryOrigin origin;
  if ((status.stx_mask & STATX_BTIME) != 0) {
    origin.birth_time = {status.stx_btime.tv_sec, static_cast<std::int32_t>(status.stx_btime.tv_nsec)};
  } else {
    origin.generation = try_generation(directory, name);
  }
  return origin;
}

}  // namespace findo::files
