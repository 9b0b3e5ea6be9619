#include "files/mounts.hpp"

#include <mntent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace findo::files {
namespace {

struct Mount {
  dev_t device;
  std::string type;
};

/// In the order of the table. A mount point that cannot be looked at is left out.
std::vector<Mount> read_mounts() {
  std::vector<Mount> mounts;
  const std::unique_ptr<FILE, int (*)(FILE*)> table(setmntent("/proc/self/mounts", "re"), endmntent);
  if (!table) return mounts;
  mntent entry{};
  char strings[8192];
  while (getmntent_r(table.get(), &entry, strings, sizeof strings)) {
    struct stat status;
    if (stat(entry.mnt_dir, &status) == 0) mounts.push_back({status.st_dev, entry.mnt_type});
  }
  return mounts;
}

const std::vector<Mount>& mounts() {
  static const std::vector<Mount> table = read_mounts();
  return table;
}

}  // namespace

std::string_view file_system_type(dev_t device) {
  // A mount point covered by a later mount shows the later one's device, so the last that shows a device is its own.
  const auto& table = mounts();
  const auto found =
      std::find_if(table.rbegin(), table.rend(), [&](const Mount& mount) { return mount.device == device; });
  return found == table.rend() ? std::string_view("unknown") : std::string_view(found->type);
}

std::vector<std::string> mounted_types() {
  std::vector<std::string> types;
  for (const Mount& mount : mounts()) types.push_back(mount.type);
  std::sort(types.begin(), types.end());
  types.erase(std::unique(types.begin(), types.end()), types.end());
  return types;
}

}  // namespace findo::files
