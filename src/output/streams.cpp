#include "output/streams.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/messages.hpp"

namespace findo::output {
namespace {

constexpr std::size_t kKeptBytes = 64 * 1024;           // beyond this a longer write saves nothing
constexpr std::chrono::milliseconds kFlushInterval{5};  // sooner than anybody could notice
constexpr mode_t kNewFileMode = 0666;

/// Writes all, or returns the errno that stopped it.
int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

bool is_same_file(int a, int b) {
  struct stat first {};
  struct stat second {};
  return fstat(a, &first) == 0 && fstat(b, &second) == 0 && first.st_dev == second.st_dev &&
         first.st_ino == second.st_ino;
}

}  // namespace

Streams::Streams() : line_by_line_(isatty(STDOUT_FILENO) == 1) {
  streams_.push_back({STDOUT_FILENO, "standard output"});
  streams_.push_back({STDERR_FILENO, "standard error"});
}

base::Result<base::StreamId, base::Errno> Streams::open_file(std::string_view path) {
  base::Descriptor file(
      open(std::string(path).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, kNewFileMode));
  if (!file) return base::Failure{base::last_errno()};
  for (std::size_t i = 0; i < streams_.size(); ++i) {
    if (is_same_file(streams_[i].descriptor, file.number())) return static_cast<base::StreamId>(i);
  }
  const int number = file.number();
  streams_.push_back({number, std::string(path), std::move(file)});
  return static_cast<base::StreamId>(streams_.size() - 1);
}

void Streams::flush(Stream& stream) {
  if (stream.error == 0) stream.error = write_all(stream.descriptor, stream.kept);
  stream.kept.clear();
}

void Streams::append(Stream& stream, std::string_view bytes) {
  stream.kept += bytes;
  has_kept_ = true;
  if (stream.kept.size() >= kKeptBytes) flush(stream);
}

bool Streams::is_listened_to() const { return streams_.front().error == 0; }

bool Streams::write(const base::Rendered& rendered, std::size_t first, std::size_t end) {
  for (std::size_t i = first; i < end; ++i) {
    const auto& run = rendered.runs()[i];
    Stream& stream = streams_[static_cast<std::size_t>(run.stream)];
    if (run.is_failure && rendered.bytes_of(i).empty()) {
      ++hidden_failures_;
      continue;
    }
    if (run.is_failure) ++failures_;
    if (run.stream == base::StreamId::standard_error) flush(streams_.front());
    if (run.is_list) {
      lines_.clear();
      columns_.append_lines(lines_, rendered.bytes_of(i));
      append(stream, lines_);
    } else {
      append(stream, rendered.bytes_of(i));
    }
    const bool is_shown_at_once = run.stream == base::StreamId::standard_error ||
                                  (run.stream == base::StreamId::standard_output && line_by_line_);
    if (is_shown_at_once) flush(stream);
  }
  return is_listened_to();
}

void Streams::flush_if_due() {
  if (!has_kept_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_flush_ < kFlushInterval) return;
  flush();
  last_flush_ = now;
}

bool Streams::settle(base::Rendered& rendered) {
  write(rendered, 0, rendered.runs().size());
  rendered.clear();
  return flush();
}

bool Streams::flush() {
  has_kept_ = false;
  for (Stream& stream : streams_) flush(stream);
  return is_listened_to();
}

void Streams::close() {
  flush();
  for (Stream& stream : streams_) {
    if (stream.owned) {
      const int status = ::close(stream.owned.release());
      if (status != 0 && stream.error == 0) stream.error = errno;
    }
    if (stream.error == 0 || stream.descriptor == STDERR_FILENO) continue;
    ++failures_;
    if (stream.error == EPIPE) continue;  // the reader has gone, and knows
    const std::string message = base::path_message(stream.name, base::describe(base::Errno{stream.error}));
    (void)write_all(STDERR_FILENO, message);
  }
}

}  // namespace findo::output
