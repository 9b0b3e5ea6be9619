#include "files/content.hpp"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace findo::files {

base::Result<base::Descriptor, base::Errno> open_content(const Location& file) {
  const auto directory = file.reader.open_descriptor(file.parent);
  if (!directory) return base::Failure{directory.error()};
  const int no_follow = file.follow == FollowLinks::no ? O_NOFOLLOW : 0;
  const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | no_follow;
  int number = -1;
  do {
    number = openat(*directory, file.name, flags);
  } while (number < 0 && errno == EINTR);
  if (number < 0) return base::Failure{base::last_errno()};
  return base::Descriptor(number);
}

base::Result<std::size_t, base::Errno> read_content(const base::Descriptor& file, char* into,
                                                    std::size_t room) {
  for (;;) {
    const ssize_t bytes = read(file.number(), into, room);
    if (bytes >= 0) return static_cast<std::size_t>(bytes);
    if (errno != EINTR) return base::Failure{base::last_errno()};
  }
}

}  // namespace findo::files
