// A reader that fails when a test wants it to, and that counts what it is asked.
#pragma once

#include <array>
#include <atomic>
#include <vector>

#include "files/reader.hpp"

namespace findo::tests {

/// What a reader can be asked for, in the order of files::Reader.
enum class Operation : std::uint8_t {
  open_directory,
  read_batch,
  load_facts,
  load_identity,
  load_link_target,
  check_access,
  open_descriptor,
};
inline constexpr std::size_t kOperations = 7;

/// Hands every question on to another reader, which must outlive it, save the calls that are to fail; these
/// do not reach the other reader. Handles are the other reader's. After a failed read_batch the directory
/// gives nothing more. Threads: as any reader, but fail() before the first question only.
class FaultyReader : public files::Reader {
  using Errno = base::Errno;
  using Failure = base::Failure<Errno>;

 public:
  explicit FaultyReader(files::Reader& inner) : inner_(inner) {}

  /// The `nth` call of `operation`, counted from 1, is to fail with this errno.
  void fail(Operation operation, std::size_t nth, int code) { faults_.push_back({operation, nth, code}); }
  /// How often `operation` was asked for, failures included.
  std::size_t calls(Operation operation) const { return calls_[static_cast<std::size_t>(operation)]; }

  base::Result<std::unique_ptr<files::OpenDirectory>, Errno> open_directory(
      const files::OpenDirectory* parent, const char* name, files::FollowLinks follow) override {
    if (const int code = count(Operation::open_directory)) return Failure{Errno{code}};
    return inner_.open_directory(parent, name, follow);
  }
  base::Status<Errno> read_batch(files::OpenDirectory& directory, files::NameBatch& batch) override {
    if (const int code = count(Operation::read_batch)) {
      drain(directory, batch);
      return Failure{Errno{code}};
    }
    return inner_.read_batch(directory, batch);
  }
  base::Status<Errno> load_facts(const files::OpenDirectory* parent, const char* name,
                                 files::FollowLinks follow, files::FactSet wanted,
                                 files::Facts& facts) override {
    if (const int code = count(Operation::load_facts)) return Failure{Errno{code}};
    return inner_.load_facts(parent, name, follow, wanted, facts);
  }
  base::Result<files::Identity, Errno> load_identity(const files::OpenDirectory& directory) override {
    if (const int code = count(Operation::load_identity)) return Failure{Errno{code}};
    return inner_.load_identity(directory);
  }
  base::Result<std::string, Errno> load_link_target(const files::OpenDirectory* parent,
                                                    const char* name) override {
    if (const int code = count(Operation::load_link_target)) return Failure{Errno{code}};
    return inner_.load_link_target(parent, name);
  }
  base::Status<Errno> check_access(const files::OpenDirectory* parent, const char* name,
                                   files::Access access) override {
    if (const int code = count(Operation::check_access)) return Failure{Errno{code}};
    return inner_.check_access(parent, name, access);
  }
  base::Result<int, Errno> open_descriptor(const files::OpenDirectory* directory) override {
    if (const int code = count(Operation::open_descriptor)) return Failure{Errno{code}};
    return inner_.open_descriptor(directory);
  }

 private:
  struct Fault {
    Operation operation;
    std::size_t nth;
    int code;
  };

  /// Counts a call; its errno if it is to fail, else 0.
  int count(Operation operation) {
    const std::size_t call = ++calls_[static_cast<std::size_t>(operation)];
    for (const Fault& fault : faults_) {
      if (fault.operation == operation && fault.nth == call) return fault.code;
    }
    return 0;
  }

  void drain(files::OpenDirectory& directory, files::NameBatch& batch) {
    while (inner_.read_batch(directory, batch) && !batch.names.empty()) continue;
    batch.names.clear();
  }

  files::Reader& inner_;
  std::vector<Fault> faults_;
  std::array<std::atomic<std::size_t>, kOperations> calls_{};
};

}  // namespace findo::tests
