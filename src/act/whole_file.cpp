#include "act/whole_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/descriptor.hpp"

namespace findo::act {

using base::Descriptor;
using base::Failure;

base::Result<std::string, base::Errno> read_whole(int file, std::uint64_t most_bytes) {
  constexpr base::Errno kTooLong{EFBIG};
  struct stat status {};
  const bool is_regular = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  if (is_regular && static_cast<std::uint64_t>(status.st_size) > most_bytes) return Failure{kTooLong};
  std::string text;
  std::string buffer(64 * 1024, '\0');
  for (;;) {
    const ssize_t bytes = read(file, buffer.data(), buffer.size());
    if (bytes < 0 && errno == EINTR) continue;
    if (bytes < 0) return Failure{base::last_errno()};
    if (bytes == 0) return text;
    if (text.size() + static_cast<std::size_t>(bytes) > most_bytes) return Failure{kTooLong};
    text.append(buffer, 0, static_cast<std::size_t>(bytes));
  }
}

std::string read_whole(int directory, const char* name) {
  const Descriptor file(openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file) return {};
  auto text = read_whole(file.number());
  return text ? std::move(*text) : std::string();
}

base::Status<base::Errno> write_whole(At at, std::string_view text) {
  constexpr int kFlags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
  const Descriptor file(openat(at.directory, at.name, kFlags, S_IRUSR | S_IWUSR));
  if (!file) return Failure{base::last_errno()};
  auto status = write_whole(file.number(), text);
  if (!status) unlinkat(at.directory, at.name, 0);
  return status;
}

base::Status<base::Errno> write_whole(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(file, text.data(), text.size());
    if (written < 0 && errno != EINTR) return Failure{base::last_errno()};
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace findo::act
