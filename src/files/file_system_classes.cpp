#include "files/file_system_classes.hpp"

#include <algorithm>
#include <iterator>

namespace findo::files {
namespace {

// In byte order. Sources: the kernel's Documentation/filesystems, and for FUSE the names of the programs.
constexpr std::string_view kRemote[] = {
    "9p",    "acfs",  "afs",      "auristorfs", "autofs", "beegfs", "ceph",   "cifs", "coda",  "davfs",
    "fhgfs", "gfs",   "gfs2",     "glusterfs",  "gpfs",   "ibrix",  "lustre", "ncp",  "ncpfs", "nfs",
    "nfs4",  "ocfs2", "orangefs", "panfs",      "pvfs2",  "smb3",   "smbfs",  "snfs",
};

/// Behind "fuse." in the mount table.
constexpr std::string_view kRemoteFuse[] = {
    "beegfs",    "ceph",       "ceph-fuse", "curlftpfs", "davfs2", "gcsfuse",
    "glusterfs", "gvfsd-fuse", "httpdirfs", "juicefs",   "mfs",    "moosefs",
    "rclone",    "s3fs",       "seaweedfs", "smbnetfs",  "sshfs",
};

constexpr std::string_view kPseudo[] = {
    "bdev",       "binfmt_misc", "bpf",      "cgroup",  "cgroup2", "configfs",  "debugfs",   "devfs",
    "devpts",     "devtmpfs",    "efivarfs", "fdescfs", "fusectl", "hugetlbfs", "linprocfs", "mqueue",
    "nfsd",       "nsfs",        "pipefs",   "proc",    "procfs",  "pstore",    "resctrl",   "rpc_pipefs",
    "securityfs", "selinuxfs",   "smackfs",  "sockfs",  "sysfs",   "tracefs",   "usbfs",
};

static_assert(std::is_sorted(std::begin(kRemote), std::end(kRemote)));
static_assert(std::is_sorted(std::begin(kRemoteFuse), std::end(kRemoteFuse)));
static_assert(std::is_sorted(std::begin(kPseudo), std::end(kPseudo)));

}  // namespace

FileSystemClass file_system_class(std::string_view type) {
  constexpr std::string_view kFuse = "fuse.";
  const auto is_among = [](const auto& types, std::string_view name) {
    return std::binary_search(std::begin(types), std::end(types), name);
  };
  if (type.starts_with(kFuse)) {
    return is_among(kRemoteFuse, type.substr(kFuse.size())) ? FileSystemClass::remote
                                                            : FileSystemClass::ordinary;
  }
  if (is_among(kRemote, type)) return FileSystemClass::remote;
  return is_among(kPseudo, type) ? FileSystemClass::pseudo : FileSystemClass::ordinary;
}

}  // namespace findo::files
