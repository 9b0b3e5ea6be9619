#include "output/spool.hpp"

#include <cerrno>
#include <unistd.h>
#include <utility>

#include "base/temporary_file.hpp"

namespace findo::output {

Spool::Spool(Spool&& other) noexcept
    : use_(other.use_), bytes_(std::exchange(other.bytes_, {})), file_(std::move(other.file_)) {}

Spool::~Spool() {
  use_->memory_bytes -= bytes_.size();
  if (file_) --use_->files;
}

base::Status<base::Errno> Spool::append(std::string_view bytes) {
  const bool has_room =
      bytes_.size() + bytes.size() <= kMostBytes && use_->memory_bytes + bytes.size() <= kMostBytesOfAll;
  if (!file_ && !has_room) {
    const auto status = open_file();
    // Where there is no descriptor to be had, memory has to do.
    const bool is_in_want = !status && (status.error().code == EMFILE || status.error().code == ENFILE);
    if (!status && !is_in_want) return status;
  }
  if (file_) return append_to_file(bytes);
  bytes_ += bytes;
  use_->memory_bytes += bytes.size();
  return {};
}

base::Status<base::Errno> Spool::open_file() {
  auto file = base::open_temporary_file();
  if (!file) return base::Failure{file.error()};
  file_ = std::move(*file);
  ++use_->files;
  return {};
}

base::Status<base::Errno> Spool::append_to_file(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file_.number(), bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return base::Failure{base::last_errno()};
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

base::Status<base::Errno> Spool::read(const std::function<bool(std::string_view)>& take) const {
  if (!bytes_.empty() && !take(bytes_)) return {};
  if (!file_) return {};
  std::string buffer(kMostBytes, '\0');
  for (off_t at = 0;;) {
    const ssize_t count = pread(file_.number(), buffer.data(), buffer.size(), at);
    if (count == 0) return {};
    if (count < 0 && errno != EINTR) return base::Failure{base::last_errno()};
    if (count < 0) continue;
    if (!take(std::string_view(buffer.data(), static_cast<std::size_t>(count)))) return {};
    at += count;
  }
}

}  // namespace findo::output
