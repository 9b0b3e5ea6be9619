// Directories by std::filesystem::directory_iterator, facts by POSIX stat and lstat: what the others are held
// against. It knows paths alone, so that it ends where these are too long, and is led astray by whoever
// exchanges directories for links; no search takes it of its own accord.

#include "files/std_filesystem_reader.hpp"

#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>

#include "base/descriptor.hpp"
#include "files/file_status.hpp"

namespace findo::files {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatchBytes = 32 * 1024;  // of names, some thousand of them

class PathDirectory : public OpenDirectory {
 public:
  PathDirectory(std::string path, Identity identity, fs::directory_iterator iterator)
      : path_(std::move(path)), identity_(identity), iterator_(std::move(iterator)) {}

  const std::string& path() const { return path_; }
  Identity identity() const { return identity_; }

  /// The next entry, or null at the end.
  const fs::directory_entry* entry() const {
    return iterator_ == fs::directory_iterator() ? nullptr : &*iterator_;
  }
  void advance() { iterator_.increment(read_error_); }  // an error makes it the end
  /// Why the end came before its time, told once.
  std::error_code take_read_error() { return std::exchange(read_error_, {}); }

  /// A descriptor for those who need one, opened at the first need.
  base::Result<int, base::Errno> open_descriptor() const {
    const std::lock_guard guard(mutex_);
    if (descriptor_) return descriptor_.number();
    base::Descriptor opened(open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    struct stat status;
    if (!opened || fstat(opened.number(), &status) != 0) return base::Failure{base::last_errno()};
    // The path may lead elsewhere by now; then the directory that was read has no path any more.
    if (Identity{status.st_dev, status.st_ino} != identity_) return base::Failure{base::Errno{ENOENT}};
    descriptor_ = std::move(opened);
    return descriptor_.number();
  }

 private:
  std::string path_;
  Identity identity_;
  fs::directory_iterator iterator_;
  std::error_code read_error_;
  mutable std::mutex mutex_;
  mutable base::Descriptor descriptor_;
};

base::Result<struct stat, base::Errno> load_status(const std::string& path, FollowLinks follow) {
  struct stat status;
  const int failed = follow == FollowLinks::no ? lstat(path.c_str(), &status) : stat(path.c_str(), &status);
  if (failed) return base::Failure{base::last_errno()};
  return status;
}

/// The path of the directory above, without going down and up again: "a/b/.." would lead nowhere once b is
/// deleted. The last component tells only where it is a directory's own name, not a link and neither "." nor
/// "..".
std::string path_above(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view last = std::string_view(path).substr(slash + 1);  // npos + 1 is 0
  const auto status = load_status(path, FollowLinks::no);
  if (last.empty() || last == "." || last == ".." || !status || !S_ISDIR(status->st_mode))
    return path + "/..";
  if (slash == std::string::npos) return ".";
  return path.substr(0, slash == 0 ? 1 : slash);
}

std::string path_of(const OpenDirectory* parent, const char* name) {
  if (!parent || name[0] == '/') return name;
  const std::string& path = static_cast<const PathDirectory*>(parent)->path();
  if (std::strcmp(name, "..") == 0) return path_above(path);
  return path.back() == '/' ? path + name : path + '/' + name;
}

/// The entry's type. libstdc++ and libc++ keep what the directory told and answer from that; only a file
/// system that tells nothing makes them ask. A link must be recognised first, since the other questions would
/// follow it.
FileType type_of_entry(const fs::directory_entry& entry) {
  std::error_code error;
  if (entry.is_symlink(error)) return FileType::symbolic_link;
  if (entry.is_regular_file(error)) return FileType::regular;
  if (entry.is_directory(error)) return FileType::directory;
  if (entry.is_fifo(error)) return FileType::fifo;
  if (entry.is_socket(error)) return FileType::socket;
  if (entry.is_character_file(error)) return FileType::character_device;
  return entry.is_block_file(error) ? FileType::block_device : FileType::unknown;
}

class StdFilesystemReader : public Reader {
 public:
  base::Result<std::unique_ptr<OpenDirectory>, base::Errno> open_directory(const OpenDirectory* parent,
                                                                           const char* name,
                                                                           FollowLinks follow) override {
    std::string path = path_of(parent, name);
    const auto before = load_directory_identity(path, follow);
    if (!before) return base::Failure{before.error()};
    std::error_code error;
    fs::directory_iterator iterator(path, error);
    if (error) return base::Failure{base::Errno{error.value()}};
    // The iterator would have followed a link that has taken the directory's place.
    const auto after = load_directory_identity(path, follow);
    if (!after) return base::Failure{after.error()};
    if (*before != *after) return base::Failure{base::Errno{ENOENT}};
    return std::unique_ptr<OpenDirectory>(
        std::make_unique<PathDirectory>(std::move(path), *before, std::move(iterator)));
  }

  base::Status<base::Errno> read_batch(OpenDirectory& directory, NameBatch& batch) override {
    auto& opened = static_cast<PathDirectory&>(directory);
    batch.names.clear();
    batch.at_end = false;
    if (batch.storage_bytes < kBatchBytes) {
      batch.storage = std::unique_ptr<char[]>(new char[kBatchBytes]);
      batch.storage_bytes = kBatchBytes;
    }
    std::size_t used = 0;
    for (; const fs::directory_entry* entry = opened.entry(); opened.advance()) {
      if (!append(*entry, batch, used)) break;
    }
    if (!batch.names.empty()) return {};
    const std::error_code error = opened.take_read_error();
    if (error) return base::Failure{base::Errno{error.value()}};
    return {};
  }

  base::Status<base::Errno> load_facts(const OpenDirectory* parent, const char* name, FollowLinks follow,
                                       FactSet, Facts& facts) override {
    const auto status = load_status(path_of(parent, name), follow);
    if (!status) return base::Failure{status.error()};
    fill_facts(facts, *status);
    return {};
  }

  base::Result<Identity, base::Errno> load_identity(const OpenDirectory& directory) override {
    return static_cast<const PathDirectory&>(directory).identity();
  }

  base::Result<std::string, base::Errno> load_link_target(const OpenDirectory* parent,
                                                          const char* name) override {
    std::error_code error;
    const fs::path target = fs::read_symlink(path_of(parent, name), error);
    if (error) return base::Failure{base::Errno{error.value()}};
    return target.native();
  }

  base::Status<base::Errno> check_access(const OpenDirectory* parent, const char* name,
                                         Access access) override {
    const int mode = access == Access::read ? R_OK : access == Access::write ? W_OK : X_OK;
    if (::access(path_of(parent, name).c_str(), mode) != 0) return base::Failure{base::last_errno()};
    return {};
  }

  base::Result<int, base::Errno> open_descriptor(const OpenDirectory* directory) override {
    if (!directory) return AT_FDCWD;
    return static_cast<const PathDirectory*>(directory)->open_descriptor();
  }

 private:
  static base::Result<Identity, base::Errno> load_directory_identity(const std::string& path,
                                                                     FollowLinks follow) {
    const auto status = load_status(path, follow);
    if (!status) return base::Failure{status.error()};
    if (!S_ISDIR(status->st_mode)) return base::Failure{base::Errno{ENOTDIR}};
    return Identity{status->st_dev, status->st_ino};
  }

  /// Copies an entry's name behind the `used` bytes of the batch. False: there is no room left.
  static bool append(const fs::directory_entry& entry, NameBatch& batch, std::size_t& used) {
    const std::string& path = entry.path().native();
    const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);  // npos + 1 is 0
    if (name.size() + 1 > kBatchBytes - used) return false;
    char* const begin = batch.storage.get() + used;
    std::memcpy(begin, name.data(), name.size());
    begin[name.size()] = '\0';
    used += name.size() + 1;
    batch.names.push_back({begin, static_cast<std::uint32_t>(name.size()), type_of_entry(entry), 0});
    return true;
  }
};

}  // namespace

std::unique_ptr<Reader> make_std_filesystem_reader() { return std::make_unique<StdFilesystemReader>(); }

}  // namespace findo::files
