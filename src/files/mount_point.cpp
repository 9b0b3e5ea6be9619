#include "files/mount_point.hpp"

#include <fcntl.h>
#include <string>
#include <sys/stat.h>

namespace findo::files {

bool is_mount_point(const char* path, bool follow) {
  const int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
#ifdef STATX_ATTR_MOUNT_ROOT
  // Tells of what is bound from the same device, too.
  struct statx mount {};
  if (statx(AT_FDCWD, path, flags | AT_NO_AUTOMOUNT, STATX_TYPE, &mount) == 0 &&
      (mount.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT) != 0) {
    return S_ISDIR(mount.stx_mode) && (mount.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
  }
#endif
  struct stat directory {};
  struct stat parent {};
  if (fstatat(AT_FDCWD, path, &directory, flags) != 0 || !S_ISDIR(directory.st_mode)) return false;
  if (stat((std::string(path) + "/..").c_str(), &parent) != 0) return false;
  const bool is_top = directory.st_ino == parent.st_ino && directory.st_dev == parent.st_dev;
  return is_top || directory.st_dev != parent.st_dev;
}

}  // namespace findo::files
