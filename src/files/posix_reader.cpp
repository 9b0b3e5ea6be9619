// Everything is asked relative to an open directory, so that no path is too long and no directory above can
// be exchanged for a link under our hands; which is why this one, and not that of std::filesystem, is the
// default where there is no reader of the system's own.

#include "files/posix_reader.hpp"

#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/descriptor.hpp"
#include "files/file_status.hpp"
#include "files/link_target.hpp"
#include "files/uninterrupted.hpp"

namespace findo::files {
namespace {

constexpr std::size_t kBatchBytes = 32 * 1024;  // of names, some thousand of them

#ifdef AT_NO_AUTOMOUNT
constexpr int kNoAutomount = AT_NO_AUTOMOUNT;
#else
constexpr int kNoAutomount = 0;  // looking mounts nothing there
#endif

/// What the directory tells of a type, where the system's directories tell any.
FileType type_of_entry(const dirent& entry) {
#ifdef DTTOIF
  return type_of_mode(static_cast<mode_t>(DTTOIF(entry.d_type)));
#else
  (void)entry;
  return FileType::unknown;
#endif
}

bool is_dot_or_dotdot(const char* name) {
  return std::strcmp(name, ".") == 0 || std::strcmp(name, "..") == 0;
}

class PosixDirectory : public OpenDirectory {
 public:
  explicit PosixDirectory(DIR* stream) : stream_(stream) {}
  ~PosixDirectory() override { closedir(stream_); }

  int number() const { return dirfd(stream_); }

  /// The next entry, or null at the end, which an error is as well. It stays the next until it is taken.
  const dirent* peek() {
    while (!next_ && error_ == 0) {
      errno = 0;
      next_ = readdir(stream_);  // NOLINT(concurrency-mt-unsafe): by one thread at a time
      if (next_ && is_dot_or_dotdot(next_->d_name)) {
        next_ = nullptr;
        continue;
      }
      if (!next_) error_ = errno;
      break;
    }
    return next_;
  }
  void take() { next_ = nullptr; }
  /// Why the end came before its time; 0 where it did not.
  int error() const { return error_; }

 private:
  DIR* stream_;
  const dirent* next_ = nullptr;
  int error_ = 0;
};

int number_of(const OpenDirectory* directory) {
  return directory ? static_cast<const PosixDirectory*>(directory)->number() : AT_FDCWD;
}

/// Copies an entry's name behind the `used` bytes of the batch. False: there is no room left.
bool append(const dirent& entry, NameBatch& batch, std::size_t& used) {
  const std::size_t length = std::strlen(entry.d_name);
  if (length + 1 > kBatchBytes - used) return false;
  char* const begin = batch.storage.get() + used;
  std::memcpy(begin, entry.d_name, length + 1);
  used += length + 1;
  batch.names.push_back({begin, static_cast<std::uint32_t>(length), type_of_entry(entry), entry.d_ino});
  return true;
}

class PosixReader : public Reader {
 public:
  base::Result<std::unique_ptr<OpenDirectory>, base::Errno> open_directory(const OpenDirectory* parent,
                                                                           const char* name,
                                                                           FollowLinks follow) override {
    const int no_follow = follow == FollowLinks::no ? O_NOFOLLOW : 0;
    const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | no_follow;
    base::Descriptor opened(uninterrupted([&] { return openat(number_of(parent), name, flags); }));
    if (!opened) return base::Failure{base::last_errno()};
    DIR* const stream = fdopendir(opened.number());
    if (!stream) return base::Failure{base::last_errno()};
    opened.release();  // the stream's now
    return std::unique_ptr<OpenDirectory>(std::make_unique<PosixDirectory>(stream));
  }

  base::Status<base::Errno> read_batch(OpenDirectory& directory, NameBatch& batch) override {
    auto& opened = static_cast<PosixDirectory&>(directory);
    batch.names.clear();
    if (batch.storage_bytes < kBatchBytes) {
      batch.storage = std::unique_ptr<char[]>(new char[kBatchBytes]);
      batch.storage_bytes = kBatchBytes;
    }
    std::size_t used = 0;
    for (const dirent* entry = opened.peek(); entry && append(*entry, batch, used); entry = opened.peek()) {
      opened.take();
    }
    if (batch.names.empty() && opened.error() != 0) return base::Failure{base::Errno{opened.error()}};
    return {};
  }

  base::Status<base::Errno> load_facts(const OpenDirectory* parent, const char* name, FollowLinks follow,
                                       FactSet, Facts& facts) override {
    const int flags = kNoAutomount | (follow == FollowLinks::no ? AT_SYMLINK_NOFOLLOW : 0);
    struct stat status {};
    if (uninterrupted([&] { return fstatat(number_of(parent), name, &status, flags); }) != 0) {
      return base::Failure{base::last_errno()};
    }
    fill_facts(facts, status);
    return {};
  }

  base::Result<Identity, base::Errno> load_identity(const OpenDirectory& directory) override {
    struct stat status {};
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
};

}  // namespace

std::unique_ptr<Reader> make_posix_reader() { return std::make_unique<PosixReader>(); }

}  // namespace findo::files
