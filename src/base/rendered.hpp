// What an evaluation wants written: bytes for numbered streams, in order. Rendering happens on any thread and
// ahead of time; writing happens at the retirement point alone. So nothing here touches a file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/release.hpp"

namespace findo::base {

/// Names an output stream of one run. Files opened by -fprint and its kin count from kFirstFile.
enum class StreamId : std::uint16_t { standard_output = 0, standard_error = 1 };
inline constexpr std::uint16_t kFirstFileStream = 2;
/// From here on streams are those of a formatter (output/streams.hpp), which writes to another one.
inline constexpr std::uint16_t kFirstFormattedStream = 0x4000;
/// From here on streams lead to barriers (plan/barrier.hpp), not to files.
inline constexpr std::uint16_t kFirstBarrierStream = 0x8000;

constexpr StreamId barrier_stream(std::size_t barrier) {
  return static_cast<StreamId>(kFirstBarrierStream + barrier);
}
constexpr bool leads_to_barrier(StreamId stream) {
  return static_cast<std::uint16_t>(stream) >= kFirstBarrierStream;
}
constexpr std::size_t barrier_of(StreamId stream) {
  return static_cast<std::size_t>(stream) - kFirstBarrierStream;
}

/// Bytes for several streams in the order in which they were rendered.
/// One buffer holds all bytes; runs tell which stretch belongs where.
class Rendered {
 public:
  /// A stretch of bytes for one stream: from `begin` to the next run's begin, or to the end.
  struct Run {
    StreamId stream;
    bool is_failure : 1;      ///< a message that makes the exit status non-zero; without bytes: one that is
                              ///< only counted
    bool is_list : 1;         ///< fields of -ls lines (output/list_format.hpp), which find their columns when
                              ///< written
    std::uint16_t code : 14;  ///< of a failure: the errno behind it, 0 where no system call has failed
    std::uint32_t matches;    ///< how many note_match() calls belong to it
    std::size_t begin;
  };

  /// Where to append the next bytes for `stream`. Valid until the next call of any member.
  std::string& to(StreamId stream) { return append_to(stream, false); }
  /// The same for fields of -ls lines.
  std::string& to_list(StreamId stream) { return append_to(stream, true); }

  /// What follows gets a run of its own, since something else will come in between.
  void start_run() { is_split_ = true; }

  /// Adds a message, whole with its newline, for standard error; the run's exit status will tell of it.
  /// `code`: the errno of the system call that has failed, if one has.
  void add_failure(std::string_view message, int code = 0) {
    constexpr int kCodeMask = (1 << 14) - 1;
    runs_.push_back({StreamId::standard_error, true, false, 0, 0, bytes_.size()});
    runs_.back().code = static_cast<std::uint16_t>(code & kCodeMask);
    bytes_ += message;
  }

  /// Counts a failure that nobody wants to hear of.
  void add_hidden_failure() {
    runs_.push_back({StreamId::standard_error, true, false, 0, 0, bytes_.size()});
    is_split_ = true;
  }

  /// Counts an entry that has been dealt with, in its place among the bytes.
  void note_match() {
    if (is_split_ || runs_.empty()) append_to(StreamId::standard_output, false);
    ++runs_.back().matches;
  }

  /// Adds runs [first, end) of another one.
  void append(const Rendered& other, std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) {
      const Run& run = other.runs_[i];
      if (run.is_failure) {
        runs_.push_back(run);
        runs_.back().begin = bytes_.size();
      } else {
        append_to(run.stream, run.is_list);
        runs_.back().matches += run.matches;
      }
      bytes_ += other.bytes_of(i);
    }
    is_split_ = is_split_ || (!runs_.empty() && runs_.back().is_failure);
  }

  const std::vector<Run>& runs() const { return runs_; }
  std::string_view bytes() const { return bytes_; }
  /// The bytes of one run.
  std::string_view bytes_of(std::size_t run) const {
    const std::size_t end = run + 1 < runs_.size() ? runs_[run + 1].begin : bytes_.size();
    return std::string_view(bytes_).substr(runs_[run].begin, end - runs_[run].begin);
  }
  std::size_t size_bytes() const { return bytes_.size(); }
  /// What is reserved for more.
  std::size_t capacity_bytes() const { return bytes_.capacity() + runs_.capacity() * sizeof(Run); }
  bool empty() const { return bytes_.empty(); }

  /// What was reserved stays so.
  void clear() {
    bytes_.clear();
    runs_.clear();
    is_split_ = false;
  }
  /// The same for all but the matches, which are for somebody else to count than who has written the bytes.
  void clear_bytes() {
    std::uint32_t matches = 0;
    for (const Run& run : runs_) matches += run.matches;
    clear();
    if (matches == 0) return;
    note_match();
    runs_.back().matches = matches;
  }
  /// Gives back what was reserved, too.
  void release() {
    base::release(bytes_);
    base::release(runs_);
    is_split_ = false;
  }

 private:
  std::string& append_to(StreamId stream, bool is_list) {
    const bool continues = !is_split_ && !runs_.empty() && runs_.back().stream == stream &&
                           !runs_.back().is_failure && runs_.back().is_list == is_list;
    if (!continues) runs_.push_back({stream, false, is_list, 0, 0, bytes_.size()});
    is_split_ = false;
    return bytes_;
  }

  std::string bytes_;
  std::vector<Run> runs_;
  bool is_split_ = false;
};

}  // namespace findo::base
