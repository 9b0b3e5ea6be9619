#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "files/mount_identity.hpp"

namespace findo::files {

base::Result<MountIdentity, base::Errno> load_mount_identity(int directory) {
#ifdef STATX_MNT_ID
  struct statx numbered {};
  if (statx(directory, "", AT_EMPTY_PATH, STATX_MNT_ID, &numbered) == 0) {
    const bool is_numbered = (numbered.stx_mask & STATX_MNT_ID) != 0;
    return MountIdentity{makedev(numbered.stx_dev_major, numbered.stx_dev_minor),
                         is_numbered ? numbered.stx_mnt_id : 0};
  }
  // Kernels before 4.11 have no statx, and some sandboxes forbid it. After any other error a number of 0
  // would tell mounts apart that are one.
  if (errno != ENOSYS && errno != EPERM) return base::Failure{base::last_errno()};
#endif
  struct stat status {};
  if (fstat(directory, &status) != 0) return base::Failure{base::last_errno()};
  return MountIdentity{status.st_dev, 0};
}

}  // namespace findo::files
