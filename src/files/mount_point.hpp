// Whether a directory is where a file system is mounted.
#pragma once

namespace findo::files {

/// False also for what is not there or not a directory. `follow`: of a symbolic link, where it leads to.
/// Mounts nothing that waits to be mounted.
bool is_mount_point(const char* path, bool follow);

}  // namespace findo::files
