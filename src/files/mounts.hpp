// The mount table: of which type the file system on a device is.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

namespace findo::files {

/// The type ("ext4", "tmpfs") of the file system on this device; "unknown" where the mount table does not tell. Read once,
/// when first asked. Threads: any.
std::string_view file_system_type(dev_t device);

/// The types of all file systems that are mounted, each once.
std::vector<std::string> mounted_types();

}  // namespace findo::files
