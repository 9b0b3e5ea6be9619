// The output streams of one run: standard output, standard error and the files of -fprint and its kin. Bytes
// arrive in order at the retirement point; each stream keeps them until it pays to write, or until somebody
// must see them.
#pragma once

#include <chrono>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/descriptor.hpp"
#include "base/errno_code.hpp"
#include "base/rendered.hpp"
#include "base/result.hpp"
#include "output/list_format.hpp"

namespace findo::output {

/// All streams, and the count of what has gone wrong. Threads: the retiring one only.
class Streams {
 public:
  Streams();
  Streams(const Streams&) = delete;
  Streams& operator=(const Streams&) = delete;

  /// Opens and truncates a file. A file that is open already, under whatever name, is the same stream; so is
  /// /dev/stdout. Errors: those of open(2).
  base::Result<base::StreamId, base::Errno> open_file(std::string_view path);

  /// Takes runs [first, end) in order. Messages are written at once, after what was printed before them.
  /// False: standard output cannot be written any more, nobody is listening.
  bool write(const base::Rendered& rendered, std::size_t first, std::size_t end);
  /// The same for all of `rendered`, which is empty afterwards, and everything is written out: before a
  /// command starts.
  bool settle(base::Rendered& rendered);
  /// Writes out what is kept. False: as write().
  bool flush();
  /// The same, if what is kept has waited for long enough; nobody else is going to write for a while.
  void flush_if_due();
  /// Flushes, closes the files and reports every stream that could not be written whole.
  void close();

  /// Something has failed without a message of its own here.
  void note_failure() { failures_ += 1; }
  bool has_failures() const { return failures_ > 0; }
  /// How many failures nobody wanted to hear of; they do not count as such.
  std::size_t hidden_failures() const { return hidden_failures_; }

 private:
  struct Stream {
    int descriptor;
    std::string name;
    base::Descriptor owned{};
    std::string kept{};
    int error = 0;  ///< errno of the first failing write; nothing is written after it
  };

  void append(Stream& stream, std::string_view bytes);
  void flush(Stream& stream);
  bool is_listened_to() const;

  std::deque<Stream> streams_;
  ListColumns columns_;  ///< of every -ls and -fls of the run, as in GNU find 4.9
  std::string lines_;    ///< kept for its room
  bool line_by_line_;    ///< standard output is a terminal
  std::size_t failures_ = 0;
  std::size_t hidden_failures_ = 0;
  bool has_kept_ = false;  ///< perhaps; some stream may have been flushed meanwhile
  std::chrono::steady_clock::time_point last_flush_{};
};

}  // namespace findo::output
