#include "files/std_filesystem_reader.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <climits>
#include <cstring>
#include <filesystem>
#include <mutex>

#include "base/descriptor.hpp"

namespace findo::files {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatchNames = 1024;

class PathDirectory : public OpenDirectory {
 public:
  PathDirectory(std::string path, fs::directory_iterator iterator)
      : path_(std::move(path)), iterator_(std::move(iterator)) {}

  const std::string& path() const { return path_; }
  fs::directory_iterator& iterator() { return iterator_; }

  /// A descriptor for those who need one, opened at the first need.
  base::Result<int, base::Errno> open_descriptor() const {
    const std::lock_guard guard(mutex_);
    if (!descriptor_) descriptor_.reset(open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor_) return base::Failure{base::last_errno()};
    return descriptor_.number();
  }

 private:
  std::string path_;
  fs::directory_iterator iterator_;
  mutable std::mutex mutex_;
  mutable base::Descriptor descriptor_;
};

std::string path_of(const OpenDirectory* parent, const char* name) {
  if (!parent || name[0] == '/') return name;
  const std::string& path = static_cast<const PathDirectory*>(parent)->path();
  return path.back() == '/' ? path + name : path + '/' + name;
}

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

/// What the directory itself has told of an entry. Only these two questions are answered without asking the system:
/// the others would follow a link.
FileType known_type(const fs::directory_entry& entry) {
  std::error_code error;
  if (entry.is_symlink(error)) return FileType::symbolic_link;
  if (entry.is_directory(error)) return FileType::directory;
  return entry.is_regular_file(error) ? FileType::regular : FileType::unknown;
}

base::Timestamp timestamp(const struct timespec& time) {
  return {time.tv_sec, static_cast<std::int32_t>(time.tv_nsec)};
}

void fill(Facts& facts, const struct stat& status) {
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
  facts.loaded |= kStatFacts;
}

class StdFilesystemReader : public Reader {
 public:
  base::Result<std::unique_ptr<OpenDirectory>, base::Errno> open_directory(const OpenDirectory* parent,
                                                                            const char* name,
                                                                            FollowLinks follow) override {
    std::string path = path_of(parent, name);
    // directory_iterator follows links; between this look and its opening a directory may still become a link.
    struct stat status;
    const int failed = follow == FollowLinks::no ? lstat(path.c_str(), &status) : stat(path.c_str(), &status);
    if (failed) return base::Failure{base::last_errno()};
    if (!S_ISDIR(status.st_mode)) return base::Failure{base::Errno{ENOTDIR}};
    std::error_code error;
    fs::directory_iterator iterator(path, error);
    if (error) return base::Failure{base::Errno{error.value()}};
    return std::unique_ptr<OpenDirectory>(std::make_unique<PathDirectory>(std::move(path), std::move(iterator)));
  }

  base::Status<base::Errno> read_batch(OpenDirectory& directory, NameBatch& batch) override {
    auto& iterator = static_cast<PathDirectory&>(directory).iterator();
    std::vector<std::pair<std::size_t, FileType>> ends;
    std::string bytes;
    std::error_code error;
    for (; iterator != fs::directory_iterator() && ends.size() < kBatchNames && !error; iterator.increment(error)) {
      bytes += iterator->path().filename().native();
      bytes += '\0';
      ends.emplace_back(bytes.size(), known_type(*iterator));
    }
    store(bytes, ends, batch);
    if (error && batch.names.empty()) return base::Failure{base::Errno{error.value()}};
    return {};
  }

  base::Status<base::Errno> load_facts(const OpenDirectory* parent, const char* name, FollowLinks follow, FactSet,
                                       Facts& facts) override {
    const std::string path = path_of(parent, name);
    struct stat status;
    const int failed = follow == FollowLinks::no ? lstat(path.c_str(), &status) : stat(path.c_str(), &status);
    if (failed) return base::Failure{base::last_errno()};
    fill(facts, status);
    return {};
  }

  base::Result<Identity, base::Errno> load_identity(const OpenDirectory& directory) override {
    struct stat status;
    if (stat(static_cast<const PathDirectory&>(directory).path().c_str(), &status) != 0) {
      return base::Failure{base::last_errno()};
    }
    return Identity{status.st_dev, status.st_ino};
  }

  base::Result<std::string, base::Errno> load_link_target(const OpenDirectory* parent, const char* name) override {
    std::error_code error;
    const fs::path target = fs::read_symlink(path_of(parent, name), error);
    if (error) return base::Failure{base::Errno{error.value()}};
    return target.native();
  }

  base::Status<base::Errno> check_access(const OpenDirectory* parent, const char* name, Access access) override {
    const int mode = access == Access::read ? R_OK : access == Access::write ? W_OK : X_OK;
    if (::access(path_of(parent, name).c_str(), mode) != 0) return base::Failure{base::last_errno()};
    return {};
  }

  base::Result<int, base::Errno> open_descriptor(const OpenDirectory* directory) override {
    if (!directory) return AT_FDCWD;
    return static_cast<const PathDirectory*>(directory)->open_descriptor();
  }

 private:
  /// Moves names, each ended by a NUL, into the batch.
  static void store(const std::string& bytes, const std::vector<std::pair<std::size_t, FileType>>& ends,
                    NameBatch& batch) {
    batch.names.clear();
    batch.storage = std::make_unique_for_overwrite<char[]>(bytes.size());
    batch.storage_bytes = bytes.size();
    std::memcpy(batch.storage.get(), bytes.data(), bytes.size());
    std::size_t begin = 0;
    for (const auto& [end, type] : ends) {
      batch.names.push_back(
          {batch.storage.get() + begin, static_cast<std::uint32_t>(end - begin - 1), type, 0});
      begin = end;
    }
  }
};

}  // namespace

std::unique_ptr<Reader> make_std_filesystem_reader() { return std::make_unique<StdFilesystemReader>(); }

}  // namespace findo::files
