#include "files/mounts.hpp"

#include <cstdlib>
#include <string>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <catch2/catch.hpp>

using findo::files::file_system_type;
using findo::files::mounted_types;
using findo::files::MountPoint;
using findo::files::MountTable;

namespace {

/// A mount table in a file of its own.
class TableFile {
 public:
  TableFile() { close(mkstemp(path_.data())); }
  ~TableFile() { unlink(path_.c_str()); }
  TableFile(const TableFile&) = delete;
  TableFile& operator=(const TableFile&) = delete;

  void write(const std::string& text) const {
    FILE* const file = std::fopen(path_.c_str(), "w");
    REQUIRE(file);
    std::fputs(text.c_str(), file);
    std::fclose(file);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_ = "/tmp/findo-mounts-XXXXXX";
};

constexpr const char* kTable =
    "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n"
    "36 27 0:21 /root /with\\040blank rw,noatime shared:1 master:2 - tmpfs none rw,size=1\n"
    "40 27 0:30 / /a rw - overlay overlay rw\n"
    "41 27 0:30 / /b rw - fuse.sshfs host: rw\n"
    "42 27 0:31 / /c rw - odd\\040type none rw\n";

}  // namespace

TEST_CASE("mounts: a device has the type that the table tells", "[files][mounts]") {
  const TableFile file;
  file.write(kTable);
  MountTable table(file.path());
  CHECK(table.type_of(makedev(254, 0)) == "ext4");
  CHECK(table.type_of(makedev(0, 21)) == "tmpfs");  // behind tags
  CHECK(table.type_of(makedev(0, 31)) == "odd type");
}

TEST_CASE("mounts: of two mounts of one device the last counts", "[files][mounts]") {
  const TableFile file;
  file.write(kTable);
  CHECK(MountTable(file.path()).type_of(makedev(0, 30)) == "fuse.sshfs");
}

TEST_CASE("mounts: a mount has the type that the table tells", "[files][mounts]") {
  const TableFile file;
  file.write(kTable);
  MountTable table(file.path());
  CHECK(table.type_of_mount(40) == "overlay");
  CHECK(table.type_of_mount(41) == "fuse.sshfs");
  CHECK(table.type_of_mount(99) == "unknown");
  file.write(std::string(kTable) + "99 27 0:50 / /later rw - btrfs none rw\n");
  CHECK(table.type_of_mount(99) == "unknown");  // asked once, answered for good
  CHECK(MountTable(file.path()).type_of_mount(99) == "btrfs");
}

TEST_CASE("mounts: what the table does not tell is unknown", "[files][mounts]") {
  const TableFile file;
  file.write(std::string(kTable) + "no such line\n\n1 2 x:y / / rw - bad none rw\n1 2 9:9 / / rw\n");
  MountTable table(file.path());
  CHECK(table.type_of(makedev(9, 9)) == "unknown");
  CHECK(table.type_of(makedev(1, 2)) == "unknown");
  CHECK(table.types() == std::vector<std::string>{"ext4", "fuse.sshfs", "odd type", "overlay", "tmpfs"});
  CHECK(MountTable("/nonexistent").type_of(0) == "unknown");
  CHECK(MountTable("/nonexistent").types().empty());
}

TEST_CASE("mounts: what is mounted later is found when it is asked for", "[files][mounts]") {
  const TableFile file;
  file.write(kTable);
  MountTable table(file.path());
  const std::string_view before = table.type_of(makedev(254, 0));
  file.write(std::string(kTable) + "43 27 8:1 / /late rw - vfat none rw\n");
  CHECK(table.type_of(makedev(8, 1)) == "vfat");
  CHECK(before == "ext4");
}

TEST_CASE("mounts: types, each once and in order", "[files][mounts]") {
  const TableFile file;
  file.write(std::string(kTable) + "44 27 8:2 / /more rw - ext4 none rw\n");
  MountTable table(file.path());
  CHECK(table.types() == std::vector<std::string>{"ext4", "fuse.sshfs", "odd type", "overlay", "tmpfs"});
}

TEST_CASE("mounts: the system's own table", "[files][mounts]") {
  struct stat status {};
  if (access(MountTable::kSystemTable, R_OK) != 0 || stat("/proc", &status) != 0) return;
  CHECK(file_system_type(status.st_dev) == "proc");
  CHECK(file_system_type(status.st_dev) == "proc");
  CHECK_FALSE(mounted_types().empty());
}

TEST_CASE("mounts: the mount points, of several in one place the last, without what is gone",
          "[files][mounts]") {
  const TableFile file;
  file.write(kTable);
  MountTable table(file.path());
  CHECK(table.points() == std::vector<MountPoint>{{"/", "ext4"},
                                                  {"/a", "overlay"},
                                                  {"/b", "fuse.sshfs"},
                                                  {"/c", "odd type"},
                                                  {"/with blank", "tmpfs"}});
  file.write(
      "27 1 254:0 / / rw - ext4 x rw\n28 27 0:5 / /n rw - autofs x rw\n29 28 0:6 / /n rw - nfs x rw\n");
  CHECK(table.points() == std::vector<MountPoint>{{"/", "ext4"}, {"/n", "nfs"}});
}
