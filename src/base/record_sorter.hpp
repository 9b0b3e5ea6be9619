// Sorts any number of records in little memory: what does not fit is sorted piece by piece into a temporary
// file without a name, and merged when it is asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/descriptor.hpp"
#include "base/errno_code.hpp"
#include "base/result.hpp"

namespace findo::base {

/// Appends a number to a key so that keys sort by it.
inline void append_big_endian(std::string& key, std::uint64_t number) {
  for (unsigned shift = 64; shift > 0;) key += static_cast<char>(number >> (shift -= 8));
}

/// A record: the bytes by which it is sorted, and others that it carries along.
struct SortedRecord {
  std::string_view key;
  std::string_view rest;
};

/// First all records are added, then they are taken in the order of their keys' bytes; equal ones as they
/// came. Threads: one.
class RecordSorter {
 public:
  static constexpr std::size_t kDefaultMemory = 8 * 1024 * 1024;
  static constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();

  /// `most`: only the first so many will be taken, and no more than about twice as many are kept.
  /// `memory_bytes`: beyond this, records go into a file.
  explicit RecordSorter(std::uint64_t most = kAll, std::size_t memory_bytes = kDefaultMemory);
  RecordSorter(RecordSorter&&) noexcept;
  RecordSorter& operator=(RecordSorter&&) noexcept;
  ~RecordSorter();

  /// Errors: the temporary file cannot be made or written; then nothing can be taken any more.
  Status<Errno> add(SortedRecord record);
  /// The next one, from the first on; none at the end. It lives until the next call. Errors: the temporary
  /// file cannot be read or written.
  Result<std::optional<SortedRecord>, Errno> next();

  bool has_spilled() const { return !levels_.empty(); }

 private:
  class RunReader;

  /// A record in the buffer.
  struct Place {
    std::uint64_t head;  ///< the first bytes of its key, comparable
    std::size_t begin;
  };
  /// A sorted stretch of a file.
  struct Run {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
  };
  /// Runs that are merged together once there are many.
  struct Level {
    Descriptor file;
    std::vector<Run> runs;
    std::uint64_t size_bytes = 0;
  };

  SortedRecord record_at(std::size_t begin) const;
  bool is_before(const Place& a, const Place& b) const;
  bool is_beyond_most(std::string_view key) const;
  void sort_buffer();
  void drop_surplus();
  Status<Errno> spill();
  Status<Errno> merge_level(std::size_t index);
  Result<Level*, Errno> level_for_writing(std::size_t index);
  Status<Errno> begin_taking();

  std::uint64_t most_;
  std::size_t memory_bytes_;
  std::string buffer_;
  std::vector<Place> places_;
  std::vector<Level> levels_;
  std::string last_kept_;  ///< where surplus was dropped: the key of the last record that was not
  bool has_dropped_ = false;
  bool is_taking_ = false;
  std::size_t next_place_ = 0;
  std::uint64_t taken_ = 0;
  std::vector<std::unique_ptr<RunReader>> readers_;  ///< a heap, the first record on top
  std::unique_ptr<RunReader> current_;               ///< whose record was given out last
};

}  // namespace findo::base
