#include "files/file_status.hpp"

namespace findo::files {
namespace {

base::Timestamp timestamp(const struct timespec& time) {
  return {time.tv_sec, static_cast<std::int32_t>(time.tv_nsec)};
}

}  // namespace

FileType type_of_mode(mode_t mode) {
  if (S_ISREG(mode)) return FileType::regular;
  if (S_ISDIR(mode)) return FileType::directory;
  if (S_ISLNK(mode)) return FileType::symbolic_link;
  if (S_ISFIFO(mode)) return FileType::fifo;
  if (S_ISSOCK(mode)) return FileType::socket;
  if (S_ISCHR(mode)) return FileType::character_device;
  if (S_ISBLK(mode)) return FileType::block_device;
  return FileType::unknown;
}

void fill_facts(Facts& facts, const struct stat& status) {
  facts.type = type_of_mode(status.st_mode);
  facts.permissions = status.st_mode & 07777;
  facts.links = status.st_nlink;
  facts.user = status.st_uid;
  facts.group = status.st_gid;
  facts.inode = status.st_ino;
  facts.size_bytes = status.st_size;
  facts.blocks = status.st_blocks;
  facts.block_bytes = status.st_blksize;
  facts.access_time = timestamp(status.st_atim);
  facts.modify_time = timestamp(status.st_mtim);
  facts.change_time = timestamp(status.st_ctim);
  facts.device = status.st_dev;
  facts.special_device = status.st_rdev;
  facts.loaded = kStatFacts;
}

}  // namespace findo::files
