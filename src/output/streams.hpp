// The output streams of one run: standard output, standard error and the files of -fprint and its kin. Bytes
// arrive in order at the retirement point; each stream keeps them until it pays to write, or until somebody
// must see them. What arrives together is whole lines, and is written together.
#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/descriptor.hpp"
#include "base/errno_code.hpp"
#include "base/rendered.hpp"
#include "base/result.hpp"
#include "output/formatter.hpp"
#include "output/interruption.hpp"
#include "output/list_format.hpp"
#include "output/status_line.hpp"

namespace findo::output {

/// What who takes messages in place of standard error has to say to one.
enum class Wish : std::uint8_t {
  more,
  stop,     ///< the search is to end, as by -exit
  abandon,  ///< the same, and what waits for its end is not done either
};

/// A message that something has failed, whole with its newline, and the errno behind it, 0 where there is
/// none.
using TakeMessage = std::function<Wish(std::string_view message, int code)>;

/// All streams, and the count of what has gone wrong. Threads: the retiring one only.
class Streams : public Finisher {
 public:
  Streams();
  Streams(const Streams&) = delete;
  Streams& operator=(const Streams&) = delete;

  /// Opens a file, which truncate_files() will empty. A file that is open already, under whatever name, is
  /// the same stream, even if it is standard output or standard error; /dev/stdout and /dev/stderr are these,
  /// and not truncated (GNU find 4.9). Errors: those of open(2).
  base::Result<base::StreamId, base::Errno> open_file(std::string_view path);

  /// Empties the files that have been opened: nothing can be wrong with the command line any more.
  void truncate_files();

  bool is_terminal(base::StreamId stream) const {
    return streams_[static_cast<std::size_t>(stream)].is_terminal;
  }
  /// A stream that is none of its own: what comes to it goes through the formatter, and then to `target`.
  base::StreamId add_formatted(base::StreamId target, std::unique_ptr<Formatter> formatter);
  /// Messages of failures go into a file as records (error_records.hpp), and no longer to standard error.
  /// Errors: as open_file().
  base::Status<base::Errno> send_errors_to(std::string_view path);
  /// From now on open_file() touches no file: nothing is going to be written, so it does not matter what it
  /// says.
  void leave_files_alone() { leaves_files_alone_ = true; }
  /// A line that gives way to what is written to terminals, while it lives. Null: there is none any more.
  void attach(StatusLine* line) { status_line_ = line; }

  /// From now on messages that something has failed go there instead of to standard error, and only who takes
  /// them decides whether anybody is listening: that nobody reads standard output is one more failure.
  void divert_messages(TakeMessage to) { take_message_ = std::move(to); }
  /// Nobody is listening any more, and what waits for the end of the search is not to be done either.
  void abandon() { wish_ = Wish::abandon; }
  bool is_stopped() const { return wish_ != Wish::more; }
  bool is_abandoned() const { return wish_ == Wish::abandon; }

  /// Takes runs [first, end) in order. Messages are written at once, after what was printed before them.
  /// False: whoever read standard output has gone, nobody is listening.
  bool write(const base::Rendered& rendered, std::size_t first, std::size_t end);
  /// The same for all of `rendered`, of which only the matches are left, and everything is written out:
  /// before a command starts.
  bool settle(base::Rendered& rendered);
  /// Writes out what is kept, and clears the status line, for somebody else to write. False: as write().
  bool flush();
  /// Writes out what is kept, and on terminals what a formatter keeps back.
  void write_out();
  /// The same, if it has waited for long enough; nobody is going to write for a while.
  void flush_if_due();
  /// Flushes, closes the files and reports every stream that could not be written whole.
  void close();
  /// What close() does before a signal ends the process, without a word.
  void finish() noexcept override;

  /// Something has failed that standard error is not told of; only who takes messages himself is.
  void note_failure(std::string_view message);
  bool has_failures() const { return failures_ > 0; }
  std::size_t failures() const { return failures_; }
  /// How many failures nobody wanted to hear of; they do not count as such.
  std::size_t hidden_failures() const { return hidden_failures_; }

 private:
  struct Stream {
    int descriptor;
    std::string name;
    base::Descriptor owned{};
    std::string kept{};
    int error = 0;               ///< errno of the first failing write; nothing is written after it
    bool is_terminal = false;    ///< somebody sees what is written at once
    bool holds_results = false;  ///< so that what cannot be written there is a failure
    bool has_written = false;
    bool is_to_be_emptied = false;
    Formatter* holder = nullptr;  ///< keeps something back that is to be shown before what comes next
  };
  struct Formatted {
    std::size_t target;
    std::unique_ptr<Formatter> formatter;
    std::string ready{};  ///< kept for its room
  };

  void add_stream(int descriptor, std::string name, base::Descriptor owned);
  std::size_t index_of(base::Descriptor file, std::string_view path);
  Stream& stream_of(base::StreamId id) { return streams_[static_cast<std::size_t>(id)]; }
  void write_run(const base::Rendered& rendered, std::size_t index);
  void add_error_record(std::string_view message);
  void format(Formatted& formatted, std::string_view bytes);
  void release(Stream& stream);
  void release_to_terminals();
  void write_kept();
  void append(Stream& stream, std::string_view bytes);
  void divert(std::string_view message, int code);
  void show_unwritten(const Stream& stream, int error);
  void write_out(Stream& stream, std::string_view more);
  void flush(Stream& stream);
  bool is_listened_to() const;
  int close(Stream& stream);

  std::deque<Stream> streams_;
  std::vector<Formatted> formatted_;  ///< their numbers count from base::kFirstFormattedStream on
  ListColumns columns_;               ///< of every -ls and -fls of the run, as in GNU find 4.9
  std::string lines_;                 ///< kept for its room
  std::optional<base::StreamId> errors_{};
  StatusLine* status_line_ = nullptr;
  TakeMessage take_message_;  ///< empty: they are written
  Wish wish_ = Wish::more;    ///< of who takes them
  std::size_t failures_ = 0;
  std::size_t hidden_failures_ = 0;
  bool leaves_files_alone_ = false;
  bool has_kept_ = false;  ///< perhaps; some stream may have been flushed meanwhile
  bool has_held_ = false;  ///< likewise, and some formatter keeps it back
  std::chrono::steady_clock::time_point last_flush_{};
  std::chrono::steady_clock::time_point held_since_{};
};

}  // namespace findo::output
