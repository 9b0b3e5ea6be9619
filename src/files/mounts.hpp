// The mount table: of which type the file system is that a file is on.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

#include "files/entry.hpp"

namespace findo::files {

/// Where a file system is mounted.
struct MountPoint {
  std::string path;  ///< absolute, with no symbolic link in it
  std::string type;

  friend bool operator==(const MountPoint&, const MountPoint&) = default;
};

/// The file systems that are mounted, read from the system's table when first asked. Threads: any.
class MountTable {
 public:
  static constexpr const char* kSystemTable = "/proc/self/mountinfo";

  /// `path` has the form of /proc/self/mountinfo (proc(5)).
  explicit MountTable(std::string path = kSystemTable) : path_(std::move(path)) {}
  MountTable(const MountTable&) = delete;
  MountTable& operator=(const MountTable&) = delete;

  /// The type ("ext4", "tmpfs") of the file system on the device; of several mounts of one device, the last
  /// one's. "unknown" where the table does not tell. A device that is not in the table makes it be read once
  /// more, since something may have been mounted meanwhile. The view lives as long as the table.
  std::string_view type_of(dev_t device);
  /// The same of the mount that the system has given this number.
  std::string_view type_of_mount(std::uint64_t mount);
  /// The types of all file systems that are mounted, each once, in byte order.
  std::vector<std::string> types();
  /// All mount points, of files too, in byte order; of what is mounted over each other only the uppermost.
  std::vector<MountPoint> points();

 private:
  using TypeName = std::set<std::string, std::less<>>::const_pointer;

  void read();
  void read_once();
  template <class Key>
  std::string_view find_type(std::map<Key, TypeName>& types, Key key);
  void add_line(std::string_view line);

  std::string path_;
  std::mutex mutex_;
  bool is_read_ = false;
  std::set<std::string, std::less<>> names_;         ///< every type ever seen; its nodes stay where they are
  std::map<std::string, TypeName> type_at_;          ///< by mount point, as the table last had it
  std::map<dev_t, TypeName> type_of_device_;         ///< null: asked for, and not in the table
  std::map<std::uint64_t, TypeName> type_of_mount_;  ///< the same
};

/// The type of the file system on a device, and all types, of the process's own table.
std::string_view file_system_type(dev_t device);
/// The type of the file system that an entry is on. A device that the table does not list is one of several
/// of a file system that has more of them, as btrfs has for its subvolumes and overlay for its layers; then
/// the mount tells. `facts` are the entry's own, with its device.
std::string_view file_system_type(Entry& entry, const Facts& facts);
std::vector<std::string> mounted_types();
std::vector<MountPoint> mount_points();

}  // namespace findo::files
