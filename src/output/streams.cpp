#include "output/streams.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "base/messages.hpp"
#include "files/file_status.hpp"
#include "output/error_records.hpp"
#include "output/write_all.hpp"

namespace findo::output {
namespace {

constexpr std::size_t kKeptBytes = 64 * 1024;           // beyond this a longer write saves nothing
constexpr std::size_t kLargeBytes = 16 * 1024;          // copying this takes longer than a write saves
constexpr std::chrono::milliseconds kFlushInterval{5};  // sooner than anybody could notice
constexpr std::chrono::milliseconds kHoldTime{150};     // as long as somebody may wait for a first line
constexpr mode_t kNewFileMode = 0666;

/// Whether what is written to `file` might as well be written to `stream`. What stands in for a closed stream
/// cannot be written to.
bool may_share(int stream, int file) {
  struct stat first {};
  struct stat second {};
  return (fcntl(stream, F_GETFL) & O_ACCMODE) != O_RDONLY && fstat(stream, &first) == 0 &&
         fstat(file, &second) == 0 && files::is_same_file(first, second);
}

}  // namespace

Streams::Streams() {
  add_stream(STDOUT_FILENO, "standard output", {});
  add_stream(STDERR_FILENO, "standard error", {});
}

void Streams::add_stream(int descriptor, std::string name, base::Descriptor owned) {
  const bool is_terminal = isatty(descriptor) == 1;
  const Delay delay;
  streams_.push_back({.descriptor = descriptor,
                      .name = std::move(name),
                      .owned = std::move(owned),
                      .is_terminal = is_terminal});
}

base::Result<base::StreamId, base::Errno> Streams::open_file(std::string_view path) {
  if (leaves_files_alone_) return base::StreamId::standard_output;
  if (path == "/dev/stdout") return base::StreamId::standard_output;
  auto index = static_cast<std::size_t>(base::StreamId::standard_error);
  if (path != "/dev/stderr") {
    base::Descriptor file(
        open(std::string(path).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, kNewFileMode));
    if (!file) return base::Failure{base::last_errno()};
    index = index_of(std::move(file), path);
    streams_[index].is_to_be_emptied = true;
  }
  streams_[index].holds_results = true;
  return static_cast<base::StreamId>(index);
}

void Streams::truncate_files() {
  for (Stream& stream : streams_) {
    if (!std::exchange(stream.is_to_be_emptied, false)) continue;
    struct stat status {};
    const bool is_file = fstat(stream.descriptor, &status) == 0 && S_ISREG(status.st_mode);
    if (is_file && ftruncate(stream.descriptor, 0) != 0) stream.error = errno;
  }
}

/// The stream that the file is already, or else the one that it becomes.
std::size_t Streams::index_of(base::Descriptor file, std::string_view path) {
  const auto is_same = [&](const Stream& stream) { return may_share(stream.descriptor, file.number()); };
  const auto found = std::find_if(streams_.begin(), streams_.end(), is_same);
  const auto index = static_cast<std::size_t>(found - streams_.begin());
  const int number = file.number();
  if (index == streams_.size()) add_stream(number, std::string(path), std::move(file));
  return index;
}

/// Writes what is kept, and then some more.
void Streams::write_out(Stream& stream, std::string_view more) {
  if (stream.kept.empty() && more.empty()) return;
  const bool is_seen = stream.is_terminal && status_line_;
  if (is_seen) status_line_->make_way();
  if (is_seen) status_line_->note_written(more.empty() ? stream.kept.back() : more.back());
  if (stream.error == 0) stream.error = write_all(stream.descriptor, stream.kept, more);
  stream.has_written = true;
  stream.kept.clear();
}

void Streams::flush(Stream& stream) { write_out(stream, {}); }

void Streams::append(Stream& stream, std::string_view bytes) {
  const bool is_shown_at_once = stream.is_terminal || stream.descriptor == STDERR_FILENO;
  const bool pays = bytes.size() >= kLargeBytes || stream.kept.size() + bytes.size() >= kKeptBytes;
  if (is_shown_at_once || pays) return write_out(stream, bytes);
  stream.kept += bytes;
  has_kept_ = true;
}

base::StreamId Streams::add_formatted(base::StreamId target, std::unique_ptr<Formatter> formatter) {
  formatted_.push_back({static_cast<std::size_t>(target), std::move(formatter)});
  return static_cast<base::StreamId>(base::kFirstFormattedStream + formatted_.size() - 1);
}

void Streams::format(Formatted& formatted, std::string_view bytes) {
  Stream& target = streams_[formatted.target];
  Formatter* const formatter = formatted.formatter.get();
  std::string& ready = formatted.ready;
  ready.clear();
  const bool holds = formatter->take(ready, bytes);
  if (target.holder == formatter) target.holder = nullptr;
  if (ready.empty() && !holds) return;
  release(target);
  if (!ready.empty()) append(target, ready);
  if (!holds) return;
  target.holder = formatter;
  if (!has_held_) held_since_ = std::chrono::steady_clock::now();
  has_held_ = true;
}

void Streams::release(Stream& stream) {
  if (!stream.holder) return;
  Formatter* const holder = std::exchange(stream.holder, nullptr);
  lines_.clear();
  holder->release(lines_);
  append(stream, lines_);
}

/// Somebody who looks at a terminal is not to be kept waiting for columns that fit even better.
void Streams::release_to_terminals() {
  const Delay delay;
  has_held_ = false;
  for (Stream& stream : streams_) {
    if (stream.is_terminal) release(stream);
    has_held_ |= stream.holder != nullptr;
  }
}

/// What cannot be written is no reason to stop, as there may be other things to do (GNU find 4.9); that
/// nobody reads it is, where it is all that comes of the search.
bool Streams::is_listened_to() const {
  return take_message_ ? wish_ == Wish::more : streams_.front().error != EPIPE;
}

/// Who has abandoned the search hears nothing more, and who has stopped it does.
void Streams::divert(std::string_view message, int code) {
  if (!is_abandoned()) wish_ = std::max(wish_, take_message_(message, code));
}

void Streams::note_failure(std::string_view message) {
  ++failures_;
  if (take_message_) divert(message, 0);
}

base::Status<base::Errno> Streams::send_errors_to(std::string_view path) {
  const auto stream = open_file(path);
  if (!stream) return base::Failure{stream.error()};
  errors_ = *stream;
  return {};
}

void Streams::add_error_record(std::string_view message) {
  Stream& stream = stream_of(*errors_);
  std::string record;
  append_error_record(record, message);
  release(stream);
  append(stream, record);
}

void Streams::write_run(const base::Rendered& rendered, std::size_t index) {
  const base::Rendered::Run& run = rendered.runs()[index];
  const std::string_view bytes = rendered.bytes_of(index);
  if (run.is_failure && bytes.empty()) {
    ++hidden_failures_;
    return;
  }
  if (run.is_failure) ++failures_;
  if (run.is_failure && take_message_) return divert(bytes, run.code);
  if (run.is_failure && errors_) return add_error_record(bytes);
  const auto number = static_cast<std::size_t>(run.stream);
  if (number >= base::kFirstFormattedStream)
    return format(formatted_[number - base::kFirstFormattedStream], bytes);
  if (run.stream == base::StreamId::standard_error) flush(streams_.front());
  Stream& stream = streams_[number];
  if (!bytes.empty()) release(stream);
  if (run.is_list) {
    lines_.clear();
    columns_.append_lines(lines_, bytes);
    append(stream, lines_);
  } else {
    append(stream, bytes);
  }
}

bool Streams::write(const base::Rendered& rendered, std::size_t first, std::size_t end) {
  const Delay delay;
  for (std::size_t i = first; i < end; ++i) write_run(rendered, i);
  return is_listened_to();
}

void Streams::flush_if_due() {
  if (!has_kept_ && !has_held_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_flush_ < kFlushInterval) return;
  if (has_held_ && now - held_since_ >= kHoldTime) release_to_terminals();
  write_kept();
  last_flush_ = now;
}

bool Streams::settle(base::Rendered& rendered) {
  write(rendered, 0, rendered.runs().size());
  rendered.clear_bytes();
  return flush();
}

void Streams::write_out() {
  if (has_held_) release_to_terminals();
  write_kept();
}

void Streams::write_kept() {
  const Delay delay;
  has_kept_ = false;
  for (Stream& stream : streams_) flush(stream);
}

bool Streams::flush() {
  const Delay delay;
  for (Stream& stream : streams_) release(stream);
  write_kept();
  if (status_line_) status_line_->make_way();
  return is_listened_to();
}

/// Closes it, and returns the errno by which anything has failed. Some file systems say only now that they
/// have had no room. Standard output stays open, since it is not ours; but closing a copy makes them say it
/// too.
int Streams::close(Stream& stream) {
  int number = stream.owned.release();
  const bool is_worth_a_copy =
      stream.descriptor == STDOUT_FILENO && stream.has_written && !stream.is_terminal;
  if (is_worth_a_copy) number = fcntl(stream.descriptor, F_DUPFD_CLOEXEC, 0);
  const int status = number >= 0 ? ::close(number) : 0;
  if (status != 0 && stream.error == 0) stream.error = errno;
  const bool is_stderr = stream.descriptor == STDERR_FILENO;
  // What goes on inside (-D) is written past us.
  if (is_stderr && stream.error == 0 && std::ferror(stderr) != 0) stream.error = EIO;
  return is_stderr && !stream.holds_results ? 0 : stream.error;
}

void Streams::show_unwritten(const Stream& stream, int error) {
  const std::string sentence = base::describe(base::Errno{error});
  const bool is_file = stream.descriptor != STDOUT_FILENO && stream.descriptor != STDERR_FILENO;
  if (take_message_) {
    return divert(is_file ? base::path_message(stream.name, sentence)
                          : base::plain_message(stream.name + ": " + sentence),
                  error);
  }
  if (error == EPIPE) return;  // the reader has gone, and knows
  (void)write_all(STDERR_FILENO, base::path_message(stream.name, sentence));
}

void Streams::close() {
  flush();
  const Delay delay;
  for (Stream& stream : streams_) {
    const int error = close(stream);
    if (error == 0) continue;
    ++failures_;
    show_unwritten(stream, error);
  }
}

void Streams::finish() noexcept {
  if (status_line_) status_line_->clear_promptly();
  for (const Stream& stream : streams_) {
    if (stream.error == 0) (void)write_promptly(stream.descriptor, stream.kept);
    if (stream.error == 0 && stream.holder)
      (void)write_promptly(stream.descriptor, stream.holder->last_lines());
  }
}

}  // namespace findo::output
