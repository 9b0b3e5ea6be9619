// What the reader contract runs on: a directory of real files that is gone at the end, each of the readers on
// it (the one in memory on a copy of it), and the system's own answers, against which all of them are held.
#pragma once

#include <cstdlib>
#include <deque>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>
#include <vector>

#include <catch2/catch.hpp>

#include "base/descriptor.hpp"
#include "files/readers.hpp"
#include "support/readers/faulty_reader.hpp"
#include "support/readers/memory_reader.hpp"

namespace findo::tests {

/// A new empty directory, which is the working directory as long as this lives.
class Sandbox {
 public:
  Sandbox() : before_(std::filesystem::current_path()) {
    std::string name = std::filesystem::temp_directory_path() / "findo-contract-XXXXXX";
    REQUIRE(mkdtemp(name.data()));
    path_ = name;
    std::filesystem::permissions(path_, std::filesystem::perms(0755));
    std::filesystem::current_path(path_);
  }
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;
  ~Sandbox() {
    std::error_code ignored;
    std::filesystem::current_path(before_, ignored);
    std::filesystem::remove_all(path_, ignored);
  }

 private:
  std::filesystem::path before_;
  std::filesystem::path path_;
};

inline void make_file(const std::string& path, std::size_t size_bytes = 0) {
  std::ofstream(path) << std::string(size_bytes, 'x');
}
inline void make_directory(const std::string& path) { REQUIRE(mkdir(path.c_str(), 0755) == 0); }
inline void make_link(const std::string& path, const std::string& target) {
  REQUIRE(symlink(target.c_str(), path.c_str()) == 0);
}

// ---- the system's own answers

inline files::FileType type_of_mode(mode_t mode) {
  using files::FileType;
  if (S_ISREG(mode)) return FileType::regular;
  if (S_ISDIR(mode)) return FileType::directory;
  if (S_ISLNK(mode)) return FileType::symbolic_link;
  if (S_ISFIFO(mode)) return FileType::fifo;
  if (S_ISSOCK(mode)) return FileType::socket;
  if (S_ISCHR(mode)) return FileType::character_device;
  return S_ISBLK(mode) ? FileType::block_device : FileType::unknown;
}

inline files::Facts facts_of(const struct stat& status) {
  const auto time = [](const struct timespec& point) {
    return base::Timestamp{point.tv_sec, static_cast<std::int32_t>(point.tv_nsec)};
  };
  files::Facts facts{};
  facts.loaded = files::kStatFacts;
  facts.type = type_of_mode(status.st_mode);
  facts.permissions = status.st_mode & 07777;
  facts.links = status.st_nlink;
  facts.user = status.st_uid;
  facts.group = status.st_gid;
  facts.inode = status.st_ino;
  facts.size_bytes = status.st_size;
  facts.blocks = status.st_blocks;
  facts.block_bytes = status.st_blksize;
  facts.access_time = time(status.st_atim);
  facts.modify_time = time(status.st_mtim);
  facts.change_time = time(status.st_ctim);
  facts.device = status.st_dev;
  facts.special_device = status.st_rdev;
  return facts;
}

inline files::Facts facts_of(const std::string& path, files::FollowLinks follow) {
  struct stat status;
  const int flags = follow == files::FollowLinks::no ? AT_SYMLINK_NOFOLLOW : 0;
  REQUIRE(fstatat(AT_FDCWD, path.c_str(), &status, flags) == 0);
  return facts_of(status);
}

/// What readdir(3) gives, in its order, without "." and "..".
inline std::vector<std::pair<std::string, files::FileType>> read_plainly(int descriptor) {
  std::vector<std::pair<std::string, files::FileType>> entries;
  DIR* directory = fdopendir(descriptor);
  REQUIRE(directory);
  while (const dirent* entry = readdir(directory)) {
    const std::string name = entry->d_name;
    if (name != "." && name != "..")
      entries.emplace_back(name, type_of_mode(static_cast<mode_t>(DTTOIF(entry->d_type))));
  }
  closedir(directory);
  return entries;
}

inline int open_plainly(int parent, const std::string& name) {
  const int number = openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  REQUIRE(number >= 0);
  return number;
}

// ---- the readers

/// The text of a link, or nothing for any other file.
inline std::string read_link_plainly(int parent, const std::string& name) {
  std::string target(PATH_MAX, '\0');
  const ssize_t length = readlinkat(parent, name.c_str(), target.data(), target.size());
  target.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
  return target;
}

/// Makes `directory` a copy of what is below `descriptor`. Facts are taken last, since reading a directory or
/// a link changes its access time.
inline void copy_tree(int descriptor, MemoryTree& tree, MemoryNode& directory) {
  std::deque<std::pair<base::Descriptor, MemoryNode*>> pending;
  pending.emplace_back(base::Descriptor(descriptor), &directory);
  struct stat status;
  for (; !pending.empty(); pending.pop_front()) {
    const int number = pending.front().first.number();
    MemoryNode& node = *pending.front().second;
    for (const auto& [name, type] : read_plainly(dup(number))) {
      std::string target = read_link_plainly(number, name);
      REQUIRE(fstatat(number, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0);
      MemoryNode& copy = tree.add_copy(node, name, facts_of(status));
      copy.target = std::move(target);
      if (S_ISDIR(status.st_mode)) pending.emplace_back(open_plainly(number, name), &copy);
    }
    REQUIRE(fstat(number, &status) == 0);
    node.facts = facts_of(status);
  }
}

/// A reader of the system's files, and what may be expected of it.
template <files::ReaderKind kKind, bool kBelowPathMax>
class SystemWorld {
 public:
  static constexpr bool kHasSystem = true;
  static constexpr bool kGoesBelowPathMax = kBelowPathMax;

  files::Reader& reader() { return *reader_; }
  void remove_directory(const std::string& path) { REQUIRE(rmdir(path.c_str()) == 0); }

 private:
  std::unique_ptr<files::Reader> reader_ = files::make_reader(kKind);
};

/// The reader in memory, on a copy of the working directory as it is when this is made.
class MemoryWorld {
 public:
  static constexpr bool kHasSystem = false;
  static constexpr bool kGoesBelowPathMax = true;

  MemoryWorld() { copy_tree(open_plainly(AT_FDCWD, "."), tree_, tree_.top()); }
  files::Reader& reader() { return reader_; }
  void remove_directory(const std::string& path) { tree_.remove(path); }

 private:
  MemoryTree tree_;
  MemoryReader reader_{tree_};
};

/// The reader that may fail, while it does not.
class FaultyWorld : public SystemWorld<files::ReaderKind::automatic, true> {
 public:
  files::Reader& reader() { return reader_; }

 private:
  FaultyReader reader_{SystemWorld::reader()};
};

using StdWorld = SystemWorld<files::ReaderKind::std_filesystem, false>;
using PosixWorld = SystemWorld<files::ReaderKind::posix, true>;
#ifdef FINDO_LINUX_READER
using LinuxWorld = SystemWorld<files::ReaderKind::linux_native, true>;
using SystemWorlds = std::tuple<LinuxWorld, PosixWorld, StdWorld, FaultyWorld>;
using Worlds = std::tuple<LinuxWorld, PosixWorld, StdWorld, FaultyWorld, MemoryWorld>;
#else
using SystemWorlds = std::tuple<PosixWorld, StdWorld, FaultyWorld>;
using Worlds = std::tuple<PosixWorld, StdWorld, FaultyWorld, MemoryWorld>;
#endif

// ---- short forms for the tests

using Opened = std::unique_ptr<files::OpenDirectory>;

inline Opened open_well(files::Reader& reader, const files::OpenDirectory* parent, const std::string& name) {
  auto opened = reader.open_directory(parent, name.c_str(), files::FollowLinks::no);
  REQUIRE(opened);
  return std::move(*opened);
}

struct Entry {
  std::string name;
  files::FileType type;
  std::uint64_t inode;
};

/// All that is left of a directory.
inline std::vector<Entry> read_well(files::Reader& reader, files::OpenDirectory& directory) {
  std::vector<Entry> entries;
  files::NameBatch batch;
  for (;;) {
    const bool was_at_end = batch.at_end;
    REQUIRE(reader.read_batch(directory, batch));
    if (was_at_end && !batch.names.empty()) FAIL("names come after the end");
    if (batch.names.empty()) return entries;
    for (const files::Listed& listed : batch.names) {
      entries.push_back({std::string(listed.name, listed.length), listed.type, listed.inode});
      if (listed.name[listed.length] != '\0') FAIL("a name lacks its NUL");
    }
  }
}

inline std::vector<std::string> names_of(const std::vector<Entry>& entries) {
  std::vector<std::string> names;
  for (const Entry& entry : entries) names.push_back(entry.name);
  return names;
}

/// 0, or why there is no result.
template <class Result>
int error_of(const Result& result) {
  return result ? 0 : result.error().code;
}

inline int error_of_open(files::Reader& reader, const std::string& name, files::FollowLinks follow) {
  return error_of(reader.open_directory(nullptr, name.c_str(), follow));
}

inline int error_of_load(files::Reader& reader, const std::string& name, files::FollowLinks follow) {
  files::Facts facts{};
  return error_of(reader.load_facts(nullptr, name.c_str(), follow, files::Fact::type, facts));
}

}  // namespace findo::tests
