// Directories and facts by Linux's own calls, one call for each question. A directory costs openat,
// getdents64 until the end (once for most) and close; the names stay where the kernel has put them.
// The program's speed rests on this file adding nothing to that.

#include "files/linux_reader.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <limits>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "files/file_status.hpp"
#include "files/link_target.hpp"
#include "files/uninterrupted.hpp"

namespace findo::files {
namespace {

constexpr std::size_t kBatchBytes = 64 * 1024;  // one getdents64 call; larger ones gain nothing measurable

/// Opened and closed by the bare system calls: libc's openat and close are points where a thread can be
/// cancelled, which costs each of them as much as looking at three entries does.
class LinuxDirectory : public OpenDirectory {
 public:
  explicit LinuxDirectory(int number) : number_(number) {}
  ~LinuxDirectory() override { syscall(SYS_close, number_); }
  int number() const { return number_; }

 private:
  int number_;
};

int number_of(const OpenDirectory* directory) {
  return directory ? static_cast<const LinuxDirectory*>(directory)->number() : AT_FDCWD;
}

/// By the number of a DT_ constant.
constexpr auto kTypes = [] {
  std::array<FileType, 256> types{};
  types[DT_FIFO] = FileType::fifo;
  types[DT_CHR] = FileType::character_device;
  types[DT_DIR] = FileType::directory;
  types[DT_BLK] = FileType::block_device;
  types[DT_REG] = FileType::regular;
  types[DT_LNK] = FileType::symbolic_link;
  types[DT_SOCK] = FileType::socket;
  types[DT_WHT] = FileType::whiteout;
  return types;
}();

FileType type_of_entry(unsigned char type) { return kTypes[type]; }

/// The kernel's own layout of an entry; glibc has no name for it.
struct KernelEntry {
  std::uint64_t inode;
  std::int64_t offset;
  std::uint16_t record_bytes;
  std::uint8_t type;
  char name[1];
};

bool is_dot_or_dotdot(const char* name) {
  return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

/// The length of a name. Its NUL is the first in the last eight bytes of its record, since these are rounded
/// up to eight; in the shortest records what stands before the name is among them, and does not count.
std::uint32_t name_length(const KernelEntry& entry) {
  constexpr std::size_t kBeforeName = offsetof(KernelEntry, name);
  constexpr std::size_t kLast = sizeof(std::uint64_t);
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  const std::size_t before_last = entry.record_bytes - kLast;
  std::uint64_t last;
  std::memcpy(&last, reinterpret_cast<const char*>(&entry) + before_last, kLast);
  if constexpr (std::endian::native == std::endian::big) last = __builtin_bswap64(last);
  if (before_last < kBeforeName) last |= (std::uint64_t{1} << 8 * (kBeforeName - before_last)) - 1;
  const std::uint64_t zeros = (last - kOnes) & ~last & (kOnes << 7U);  // right up to the first
  const auto ahead = static_cast<std::size_t>(std::countr_zero(zeros)) / 8;
  return static_cast<std::uint32_t>(before_last + ahead - kBeforeName);
}

/// Where to read on behind the last entry of all. ext4, xfs, btrfs, tmpfs and what is built like it go to the
/// greatest position that there is once they have given everything, and give nothing from there; of
/// other file systems it is not known, and they are asked once more. In a tree of short directories this
/// saves every second call.
bool is_end(std::int64_t offset) {
  constexpr std::int64_t kEndOfShort = std::numeric_limits<std::int32_t>::max();
  return offset == std::numeric_limits<std::int64_t>::max() || offset == kEndOfShort;
}

void list_entries(std::size_t bytes, NameBatch& batch) {
  std::int64_t next_offset = 0;
  for (std::size_t at = 0; at < bytes;) {
    const auto* entry = reinterpret_cast<const KernelEntry*>(batch.storage.get() + at);
    at += entry->record_bytes;
    next_offset = entry->offset;
    if (is_dot_or_dotdot(entry->name)) continue;
    batch.names.push_back({entry->name, name_length(*entry), type_of_entry(entry->type), entry->inode});
  }
  batch.at_end = is_end(next_offset);
}

/// Kernels tell the mount since 5.8, and headers that old know no name for it.
#ifdef STATX_MNT_ID
constexpr unsigned kMountBit = STATX_MNT_ID;
#else
constexpr unsigned kMountBit = 0;
#endif

unsigned statx_mask(FactSet wanted) {
  struct Row {
    Fact fact;
    unsigned bit;
  };
  constexpr Row kRows[] = {
      {Fact::mode, STATX_MODE},         {Fact::links, STATX_NLINK},       {Fact::user, STATX_UID},
      {Fact::group, STATX_GID},         {Fact::inode, STATX_INO},         {Fact::size, STATX_SIZE},
      {Fact::blocks, STATX_BLOCKS},     {Fact::access_time, STATX_ATIME}, {Fact::modify_time, STATX_MTIME},
      {Fact::change_time, STATX_CTIME}, {Fact::birth_time, STATX_BTIME},  {Fact::mount, kMountBit}};
  unsigned mask = STATX_TYPE;  // comes with every load
  for (const Row& row : kRows) {
    if (wanted.holds(row.fact)) mask |= row.bit;
  }
  return mask;
}

base::Timestamp timestamp(const struct statx_timestamp& time) {
  return {time.tv_sec, static_cast<std::int32_t>(time.tv_nsec)};
}

void fill(Facts& facts, const struct statx& status) {
  facts.type = type_of_mode(status.stx_mode);
  facts.permissions = status.stx_mode & 07777;
  facts.links = status.stx_nlink;
  facts.user = status.stx_uid;
  facts.group = status.stx_gid;
  facts.inode = status.stx_ino;
  facts.size_bytes = static_cast<std::int64_t>(status.stx_size);
  facts.blocks = static_cast<std::int64_t>(status.stx_blocks);
  facts.block_bytes = status.stx_blksize;
  facts.access_time = timestamp(status.stx_atime);
  facts.modify_time = timestamp(status.stx_mtime);
  facts.change_time = timestamp(status.stx_ctime);
  facts.birth_time = timestamp(status.stx_btime);
  facts.device = makedev(status.stx_dev_major, status.stx_dev_minor);
  facts.special_device = makedev(status.stx_rdev_major, status.stx_rdev_minor);
#ifdef STATX_MNT_ID
  facts.mount = status.stx_mnt_id;
#endif
}

class LinuxReader : public Reader {
 public:
  base::Result<std::unique_ptr<OpenDirectory>, base::Errno> open_directory(const OpenDirectory* parent,
                                                                           const char* name,
                                                                           FollowLinks follow) override {
    const int no_follow = follow == FollowLinks::no ? O_NOFOLLOW : 0;
    const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | no_follow;
    const long number = uninterrupted([&] { return syscall(SYS_openat, number_of(parent), name, flags, 0); });
    if (number < 0) return base::Failure{base::last_errno()};
    return std::unique_ptr<OpenDirectory>(std::make_unique<LinuxDirectory>(static_cast<int>(number)));
  }

  base::Status<base::Errno> read_batch(OpenDirectory& directory, NameBatch& batch) override {
    batch.names.clear();
    batch.at_end = false;
    if (batch.storage_bytes < kBatchBytes) {
      batch.storage = std::unique_ptr<char[]>(new char[kBatchBytes]);
      batch.storage_bytes = kBatchBytes;
    }
    // A call may give nothing but "." and "..", which is not the end.
    while (batch.names.empty() && !batch.at_end) {
      const long bytes = uninterrupted(
          [&] { return syscall(SYS_getdents64, number_of(&directory), batch.storage.get(), kBatchBytes); });
      // POSIX readdir: a directory that was removed while it was open has come to its end. The kernel says
      // ENOENT.
      if (bytes == 0 || (bytes < 0 && errno == ENOENT)) break;
      if (bytes < 0) return base::Failure{base::last_errno()};
      list_entries(static_cast<std::size_t>(bytes), batch);
    }
    return {};
  }

  base::Status<base::Errno> load_facts(const OpenDirectory* parent, const char* name, FollowLinks follow,
                                       FactSet wanted, Facts& facts) override {
    const int flags = AT_NO_AUTOMOUNT | (follow == FollowLinks::no ? AT_SYMLINK_NOFOLLOW : 0);
    wanted |= facts.loaded;  // a field that is not asked for may come back empty, and all are replaced
    struct statx status;
    const unsigned mask = statx_mask(wanted);
    if (uninterrupted([&] { return statx(number_of(parent), name, flags, mask, &status); }) == 0) {
      fill(facts, status);
      facts.loaded = wanted.certain() | Fact::type | Fact::device;
      if (status.stx_mask & STATX_BTIME) facts.loaded |= Fact::birth_time;
      if (status.stx_mask & kMountBit) facts.loaded |= Fact::mount;
      return {};
    }
    // Kernels before 4.11 have no statx, and some sandboxes forbid it; no file is refused with EPERM.
    if (errno != ENOSYS && errno != EPERM) return base::Failure{base::last_errno()};
    return load_plain_facts(parent, name, flags, facts);
  }

  base::Result<Identity, base::Errno> load_identity(const OpenDirectory& directory) override {
    struct stat status;
    if (fstat(number_of(&directory), &status) != 0) return base::Failure{base::last_errno()};
    return Identity{status.st_dev, status.st_ino};
  }

  base::Result<std::string, base::Errno> load_link_target(const OpenDirectory* parent,
                                                          const char* name) override {
    return read_link_at(number_of(parent), name);
  }

  base::Status<base::Errno> check_access(const OpenDirectory* parent, const char* name,
                                         Access access) override {
    const int mode = access == Access::read ? R_OK : access == Access::write ? W_OK : X_OK;
    if (faccessat(number_of(parent), name, mode, 0) != 0) return base::Failure{base::last_errno()};
    return {};
  }

  base::Result<int, base::Errno> open_descriptor(const OpenDirectory* directory) override {
    return number_of(directory);
  }

 private:
  static base::Status<base::Errno> load_plain_facts(const OpenDirectory* parent, const char* name, int flags,
                                                    Facts& facts) {
    struct stat status;
    if (uninterrupted([&] { return fstatat(number_of(parent), name, &status, flags); }) != 0) {
      return base::Failure{base::last_errno()};
    }
    const FactSet before = facts.loaded.certain();
    fill_facts(facts, status);
    facts.loaded |= before;
    return {};
  }
};

}  // namespace

std::unique_ptr<Reader> make_linux_reader() { return std::make_unique<LinuxReader>(); }

}  // namespace findo::files
