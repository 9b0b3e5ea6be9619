#include "files/whole_file.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/descriptor.hpp"

namespace findo::files {
namespace {

using base::Errno;
using base::Failure;
using Content = base::Result<std::string, Errno>;

base::Descriptor open_for_reading(const FileBase& base, std::string_view name, int flags) {
  const std::string path = base.path_of(name);
  int number = -1;
  do {
    number = openat(base.descriptor, path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | flags);
  } while (number < 0 && errno == EINTR);
  return base::Descriptor(number);
}

/// Reads to the end; `expected_bytes` is a guess that saves growing.
Content read_to_end(int descriptor, std::size_t expected_bytes) {
  constexpr std::size_t kLeastRoom = 4096;
  std::string content;
  for (std::size_t used = 0;;) {
    if (used == content.size()) content.resize(std::max(used * 2, std::max(expected_bytes + 1, kLeastRoom)));
    const ssize_t count = read(descriptor, content.data() + used, content.size() - used);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Failure{base::last_errno()};
    used += static_cast<std::size_t>(count);
    if (used > kMostFileBytes) return Failure{Errno{EFBIG}};
    if (count > 0) continue;
    content.resize(used);
    return content;
  }
}

}  // namespace

std::string FileBase::path_of(std::string_view name) const {
  return name.starts_with('/') ? std::string(name) : prefix + std::string(name);
}

Content load_whole_file(const FileBase& base, std::string_view name, FollowLinks follow) {
  const int no_follow = follow == FollowLinks::no ? O_NOFOLLOW : 0;
  const base::Descriptor file = open_for_reading(base, name, O_NONBLOCK | no_follow);
  struct stat status;
  if (!file || fstat(file.number(), &status) != 0) return Failure{base::last_errno()};
  if (!S_ISREG(status.st_mode)) return Failure{Errno{ENOENT}};
  const auto size_bytes = static_cast<std::size_t>(status.st_size);
  if (size_bytes > kMostFileBytes) return Failure{Errno{EFBIG}};
  return read_to_end(file.number(), size_bytes);
}

Content load_whole_stream(const FileBase& base, std::string_view name) {
  const base::Descriptor file = open_for_reading(base, name, 0);
  if (!file) return Failure{base::last_errno()};
  return read_to_end(file.number(), 0);
}

}  // namespace findo::files
