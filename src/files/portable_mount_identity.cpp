#include <sys/stat.h>

#include "files/mount_identity.hpp"

namespace findo::files {

base::Result<MountIdentity, base::Errno> load_mount_identity(int directory) {
  struct stat status {};
  if (fstat(directory, &status) != 0) return base::Failure{base::last_errno()};
  return MountIdentity{status.st_dev, 0};
}

}  // namespace findo::files
