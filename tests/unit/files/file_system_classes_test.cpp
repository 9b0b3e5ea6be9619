#include "files/file_system_classes.hpp"

#include <catch2/catch.hpp>

namespace findo::files {
namespace {

TEST_CASE("file system classes: what goes over a network, or mounts when looked at, is remote",
          "[files][mounts]") {
  for (const char* type : {"nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "afs", "autofs", "fuse.sshfs",
                           "fuse.rclone", "fuse.gvfsd-fuse"}) {
    INFO(type);
    CHECK(file_system_class(type) == FileSystemClass::remote);
  }
}

TEST_CASE("file system classes: what the system makes up is pseudo", "[files][mounts]") {
  for (const char* type : {"proc", "sysfs", "cgroup2", "devtmpfs", "devpts", "debugfs", "securityfs", "bpf",
                           "nsfs", "fusectl"}) {
    INFO(type);
    CHECK(file_system_class(type) == FileSystemClass::pseudo);
  }
}

TEST_CASE("file system classes: what holds files, and what nobody knows, is ordinary", "[files][mounts]") {
  for (const char* type : {"ext4", "btrfs", "tmpfs", "overlay", "vfat", "fuseblk", "fuse.mergerfs", "fuse.",
                           "fuse.proc", "sshfs", "unknown", "", "nfs5"}) {
    INFO(type);
    CHECK(file_system_class(type) == FileSystemClass::ordinary);
  }
}

}  // namespace
}  // namespace findo::files
