// An external merge sort.
//
// Records are put one behind the other into a buffer. When that is full, they are sorted and written as a run
// behind the runs that are in the file already, and the buffer starts anew. In the end all runs are read at
// the same time, each through a small buffer of its own, and the smallest head of them is what comes next.
// With very many runs those buffers would take too much; so whenever kMostRuns runs stand in a file they are
// merged into one, which goes into the file of the next level.
//
// A million records of 200 bytes are some thirty runs; each record is written once and read once.

#include "base/record_sorter.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "base/release.hpp"
#include "base/temporary_file.hpp"

namespace findo::base {
namespace {

constexpr std::size_t kMostRuns = 64;
constexpr std::size_t kRunBufferBytes = 64 * 1024;
constexpr std::size_t kWriteBytes = 256 * 1024;
/// Fewer records than this are not worth being thinned out.
constexpr std::uint64_t kLeastSurplus = 1'024;

using Sizes = std::array<std::uint32_t, 2>;  ///< of the key and of the rest, before each record

void append_record(std::string& out, SortedRecord record) {
  const Sizes sizes{static_cast<std::uint32_t>(record.key.size()),
                    static_cast<std::uint32_t>(record.rest.size())};
  out.append(reinterpret_cast<const char*>(sizes.data()), sizeof sizes);
  out += record.key;
  out += record.rest;
}

SortedRecord record_in(const char* bytes) {
  Sizes sizes;
  std::memcpy(sizes.data(), bytes, sizeof sizes);
  const char* const key = bytes + sizeof sizes;
  return {{key, sizes[0]}, {key + sizes[0], sizes[1]}};
}

/// The first eight bytes as a number that compares as they do.
std::uint64_t head_of(std::string_view key) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < sizeof head; ++i) {
    head = head << 8U | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0U);
  }
  return head;
}

Status<Errno> write_at(int file, std::string_view bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const ssize_t written = pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Failure{last_errno()};
    bytes.remove_prefix(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
  return {};
}

}  // namespace

/// Goes through one run.
class RecordSorter::RunReader {
 public:
  RunReader(int file, Run run, std::size_t number) : file_(file), run_(run), number_(number) {}

  /// False: there is none any more.
  Result<bool, Errno> advance() {
    at_ += record_bytes_;
    record_bytes_ = 0;
    if (at_ == buffer_.size() && run_.begin == run_.end) return false;
    if (auto status = provide(sizeof(Sizes)); !status) return Failure{status.error()};
    Sizes sizes;
    std::memcpy(sizes.data(), buffer_.data() + at_, sizeof sizes);
    const std::size_t bytes = sizeof sizes + sizes[0] + sizes[1];
    if (auto status = provide(bytes); !status) return Failure{status.error()};
    record_bytes_ = bytes;
    record_ = record_in(buffer_.data() + at_);
    return true;
  }

  const SortedRecord& record() const { return record_; }

  /// Whether its record comes after that of the other; of equal ones the earlier run's comes first.
  bool is_after(const RunReader& other) const {
    const int order = record_.key.compare(other.record_.key);
    return order != 0 ? order > 0 : number_ > other.number_;
  }

 private:
  /// Sees to it that so many bytes are in the buffer from `at_` on.
  Status<Errno> provide(std::size_t bytes) {
    if (buffer_.size() - at_ >= bytes) return {};
    buffer_.erase(0, std::exchange(at_, 0));
    const std::size_t kept = buffer_.size();
    const std::uint64_t wanted = std::max(bytes, kRunBufferBytes) - kept;
    buffer_.resize(kept + static_cast<std::size_t>(std::min(wanted, run_.end - run_.begin)));
    for (std::size_t filled = kept; filled < buffer_.size();) {
      const ssize_t read =
          pread(file_, buffer_.data() + filled, buffer_.size() - filled, static_cast<off_t>(run_.begin));
      if (read < 0 && errno == EINTR) continue;
      if (read <= 0) return Failure{read < 0 ? last_errno() : Errno{EIO}};
      filled += static_cast<std::size_t>(read);
      run_.begin += static_cast<std::uint64_t>(read);
    }
    return buffer_.size() >= bytes ? Status<Errno>() : Failure{Errno{EIO}};
  }

  int file_;
  Run run_;
  std::size_t number_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t record_bytes_ = 0;
  SortedRecord record_{};
};

namespace {

/// The order of the heap: its top is the reader whose record comes first.
constexpr auto kComesLater = [](const auto& a, const auto& b) { return a->is_after(*b); };

}  // namespace

RecordSorter::RecordSorter(std::uint64_t most, std::size_t memory_bytes)
    : most_(most), memory_bytes_(memory_bytes) {}
RecordSorter::RecordSorter(RecordSorter&&) noexcept = default;
RecordSorter& RecordSorter::operator=(RecordSorter&&) noexcept = default;
RecordSorter::~RecordSorter() = default;

SortedRecord RecordSorter::record_at(std::size_t begin) const { return record_in(buffer_.data() + begin); }

/// Records come to lie in the buffer as they come.
bool RecordSorter::is_before(const Place& a, const Place& b) const {
  if (a.head != b.head) return a.head < b.head;
  const int order = record_at(a.begin).key.compare(record_at(b.begin).key);
  return order != 0 ? order < 0 : a.begin < b.begin;
}

/// Of the records that stand so far, `most_` come before it.
bool RecordSorter::is_beyond_most(std::string_view key) const { return has_dropped_ && key >= last_kept_; }

Status<Errno> RecordSorter::add(SortedRecord record) {
  if (most_ == 0 || is_beyond_most(record.key)) return {};
  places_.push_back({head_of(record.key), buffer_.size()});
  append_record(buffer_, record);
  const bool is_surplus = most_ < kAll / 2 && places_.size() >= 2 * most_ + kLeastSurplus;
  if (is_surplus) drop_surplus();
  const bool is_full = buffer_.size() + places_.size() * sizeof(Place) > memory_bytes_;
  return is_full ? spill() : Status<Errno>();
}

void RecordSorter::sort_buffer() {
  std::sort(places_.begin(), places_.end(),
            [this](const Place& a, const Place& b) { return is_before(a, b); });
}

/// Keeps the first `most_` records of the buffer. Their order among equals stays what it was.
void RecordSorter::drop_surplus() {
  sort_buffer();
  places_.resize(static_cast<std::size_t>(most_));
  last_kept_ = record_at(places_.back().begin).key;
  has_dropped_ = true;
  std::string kept;
  kept.reserve(buffer_.size() / 2);
  for (Place& place : places_) {
    const SortedRecord record = record_at(place.begin);
    place.begin = kept.size();
    append_record(kept, record);
  }
  buffer_ = std::move(kept);
}

Result<RecordSorter::Level*, Errno> RecordSorter::level_for_writing(std::size_t index) {
  if (index == levels_.size()) {
    auto file = open_temporary_file();
    if (!file) return Failure{file.error()};
    levels_.push_back({std::move(*file), {}});
  }
  return &levels_[index];
}

/// Writes the buffer as a run of its own.
Status<Errno> RecordSorter::spill() {
  if (!levels_.empty() && levels_[0].runs.size() >= kMostRuns) {
    if (auto status = merge_level(0); !status) return status;
  }
  const auto level = level_for_writing(0);
  if (!level) return Failure{level.error()};
  sort_buffer();
  Run run{(*level)->size_bytes, (*level)->size_bytes};
  std::string out;
  const auto write_out = [&] {
    auto status = write_at((*level)->file.number(), out, run.end);
    run.end += out.size();
    out.clear();
    return status;
  };
  for (const Place& place : places_) {
    append_record(out, record_at(place.begin));
    if (out.size() < kWriteBytes) continue;
    if (auto status = write_out(); !status) return status;
  }
  if (auto status = write_out(); !status) return status;
  (*level)->size_bytes = run.end;
  (*level)->runs.push_back(run);
  buffer_.clear();
  places_.clear();
  return {};
}

/// Makes one run of all runs of a level, which goes to the next level.
Status<Errno> RecordSorter::merge_level(std::size_t index) {
  if (index + 1 < levels_.size() && levels_[index + 1].runs.size() >= kMostRuns) {
    if (auto status = merge_level(index + 1); !status) return status;
  }
  const auto target = level_for_writing(index + 1);
  if (!target) return Failure{target.error()};
  RecordSorter runs;
  runs.levels_.push_back(std::move(levels_[index]));
  levels_[index] = {};
  auto file = open_temporary_file();
  if (!file) return Failure{file.error()};
  levels_[index].file = std::move(*file);
  Run run{(*target)->size_bytes, (*target)->size_bytes};
  std::string out;
  for (;;) {
    const auto record = runs.next();
    if (!record) return Failure{record.error()};
    if (*record) append_record(out, **record);
    if (*record && out.size() < kWriteBytes) continue;
    if (auto status = write_at((*target)->file.number(), out, run.end); !status) return status;
    run.end += out.size();
    out.clear();
    if (!*record) break;
  }
  (*target)->size_bytes = run.end;
  (*target)->runs.push_back(run);
  return {};
}

/// Where something was spilled, the rest goes the same way, and all runs are opened: those of later levels
/// are earlier.
Status<Errno> RecordSorter::begin_taking() {
  is_taking_ = true;
  if (levels_.empty()) {
    sort_buffer();
    return {};
  }
  if (!places_.empty()) {
    if (auto status = spill(); !status) return status;
  }
  release(buffer_);
  release(places_);
  std::size_t number = 0;
  for (std::size_t i = levels_.size(); i-- > 0;) {
    for (const Run& run : levels_[i].runs) {
      auto reader = std::make_unique<RunReader>(levels_[i].file.number(), run, number++);
      const auto has_record = reader->advance();
      if (!has_record) return Failure{has_record.error()};
      if (*has_record) readers_.push_back(std::move(reader));
    }
  }
  std::make_heap(readers_.begin(), readers_.end(), kComesLater);
  return {};
}

Result<std::optional<SortedRecord>, Errno> RecordSorter::next() {
  if (!is_taking_) {
    if (auto status = begin_taking(); !status) return Failure{status.error()};
  }
  if (taken_ == most_) return std::optional<SortedRecord>();
  ++taken_;
  if (levels_.empty()) {
    if (next_place_ == places_.size()) return std::optional<SortedRecord>();
    return std::optional(record_at(places_[next_place_++].begin));
  }
  if (current_) {
    const auto has_record = current_->advance();
    if (!has_record) return Failure{has_record.error()};
    if (*has_record) {
      readers_.push_back(std::move(current_));
      std::push_heap(readers_.begin(), readers_.end(), kComesLater);
    }
    current_.reset();
  }
  if (readers_.empty()) return std::optional<SortedRecord>();
  std::pop_heap(readers_.begin(), readers_.end(), kComesLater);
  current_ = std::move(readers_.back());
  readers_.pop_back();
  return std::optional(current_->record());
}

}  // namespace findo::base
