// A reader of a tree in memory that changes meanwhile, and that takes its time.
#pragma once

#include <atomic>
#include <cstring>
#include <shared_mutex>
#include <string_view>
#include <thread>

#include "support/readers/memory_reader.hpp"

namespace findo::tests {

/// Waits a little, or not, in a way that differs from call to call and from thread to thread.
inline void dawdle() {
  thread_local std::uint64_t state = std::hash<std::thread::id>()(std::this_thread::get_id()) | 1;
  state ^= state << 13U;
  state ^= state >> 7U;
  state ^= state << 17U;
  if (state % 8 == 0) std::this_thread::yield();
  if (state % 64 == 1) std::this_thread::sleep_for(std::chrono::microseconds(state % 50));
}

/// Hands everything on to a MemoryReader, under a lock that whoever changes the tree takes, too. Names are
/// copied, since the tree may let go of them.
class RestlessReader : public files::Reader {
  using Errno = base::Errno;

 public:
  explicit RestlessReader(MemoryTree& tree) : inner_(tree) {}

  /// Whether the directory cannot be opened: its name has a 9 in the second place.
  static bool refuses(std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    return name.size() > 1 && name[1] == '9';
  }
  std::shared_mutex& mutex() { return mutex_; }

  base::Result<std::unique_ptr<files::OpenDirectory>, Errno> open_directory(
      const files::OpenDirectory* parent, const char* name, files::FollowLinks follow) override {
    dawdle();
    if (refuses(name)) return base::Failure<Errno>{Errno{EACCES}};
    const std::shared_lock guard(mutex_);
    return inner_.open_directory(parent, name, follow);
  }
  base::Status<Errno> read_batch(files::OpenDirectory& directory, files::NameBatch& batch) override {
    dawdle();
    const std::shared_lock guard(mutex_);
    const auto status = inner_.read_batch(directory, batch);
    std::size_t bytes = 0;
    for (const files::Listed& listed : batch.names) bytes += listed.length + 1;
    batch.storage = std::make_unique_for_overwrite<char[]>(bytes);
    batch.storage_bytes = bytes;
    char* next = batch.storage.get();
    for (files::Listed& listed : batch.names) {
      std::memcpy(next, listed.name, listed.length + 1);
      listed.name = next;
      next += listed.length + 1;
    }
    return status;
  }
  base::Status<Errno> load_facts(const files::OpenDirectory* parent, const char* name,
                                 files::FollowLinks follow, files::FactSet wanted,
                                 files::Facts& facts) override {
    dawdle();
    const std::shared_lock guard(mutex_);
    return inner_.load_facts(parent, name, follow, wanted, facts);
  }
  base::Result<files::Identity, Errno> load_identity(const files::OpenDirectory& directory) override {
    const std::shared_lock guard(mutex_);
    return inner_.load_identity(directory);
  }
  base::Result<std::string, Errno> load_link_target(const files::OpenDirectory* parent,
                                                    const char* name) override {
    const std::shared_lock guard(mutex_);
    return inner_.load_link_target(parent, name);
  }
  base::Status<Errno> check_access(const files::OpenDirectory* parent, const char* name,
                                   files::Access access) override {
    const std::shared_lock guard(mutex_);
    return inner_.check_access(parent, name, access);
  }
  base::Result<int, Errno> open_descriptor(const files::OpenDirectory* directory) override {
    return inner_.open_descriptor(directory);
  }

 private:
  MemoryReader inner_;
  std::shared_mutex mutex_;
};

}  // namespace findo::tests
