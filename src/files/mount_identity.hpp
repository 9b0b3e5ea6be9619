// By which mount an open directory is reached.
#pragma once

#include <cstdint>
#include <sys/types.h>

#include "base/errno_code.hpp"
#include "base/result.hpp"

namespace findo::files {

/// What tells mounts apart: the device, and where the kernel numbers mounts (Linux 5.8) the number. Files can
/// be renamed within one mount only, even where several show one device.
struct MountIdentity {
  dev_t device = 0;
  std::uint64_t number = 0;

  friend bool operator==(const MountIdentity&, const MountIdentity&) = default;
};

/// Errors: those of fstat(2). Threads: any.
base::Result<MountIdentity, base::Errno> load_mount_identity(int directory);

}  // namespace findo::files
