// Where the records of runs are kept: ${XDG_STATE_HOME:-~/.local/state}/findo/runs, one file each, numbered.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "act/trouble.hpp"
#include "base/descriptor.hpp"
#include "base/result.hpp"

namespace findo::act {

/// A record that has just been made and is empty. Whoever writes it holds a lock on it until he closes it.
struct NewRecord {
  base::Descriptor file;
  std::uint64_t number;
  std::string path;  ///< without links, where the system tells that
};

/// The open directory of records. The oldest are removed when there are too many, or they take too much room.
class RecordStore {
 public:
  static constexpr std::size_t kMostRecords = 100;
  static constexpr std::uint64_t kMostBytes = 128U << 20U;

  /// Makes the directory where it is missing. Errors: it cannot be made, or there is no home.
  static base::Result<RecordStore, Trouble> open_or_make();
  /// Errors: ENOENT where there is none; it belongs to another user, or others can write to it.
  static base::Result<RecordStore, Trouble> open();

  /// Makes a record whose number is above all others, on the disk as well, and makes room for it.
  base::Result<NewRecord, Trouble> create();

  /// In ascending order, which is that of time.
  base::Result<std::vector<std::uint64_t>, Trouble> numbers() const;

  /// The text of a record. Errors: ENOENT where there is none of that number; it is no regular file, belongs
  /// to another user, or others can write to it; EFBIG.
  base::Result<std::string, Trouble> read(std::uint64_t number) const;

  /// Keeps others from writing or undoing it, until what is returned dies. Errors: EWOULDBLOCK where another
  /// process does.
  base::Result<base::Descriptor, Trouble> lock(std::uint64_t number) const;

 private:
  RecordStore(base::Descriptor directory, std::string path)
      : directory_(std::move(directory)), path_(std::move(path)) {}

  static base::Result<std::string, Trouble> path();
  base::Result<base::Descriptor, Trouble> open_record(std::uint64_t number, int access) const;
  std::string path_of(std::uint64_t number) const;
  void remove_oldest(std::vector<std::uint64_t> numbers) const;

  base::Descriptor directory_;
  std::string path_;
};

}  // namespace findo::act
