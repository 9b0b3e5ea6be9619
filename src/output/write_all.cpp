#include "output/write_all.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <poll.h>
#include <sys/uio.h>
#include <unistd.h>

#include "output/interruption.hpp"

namespace findo::output {
namespace {

/// What is still to be written of both.
struct Rest {
  std::string_view first;
  std::string_view second;

  bool empty() const { return first.empty() && second.empty(); }
  void take_out(std::size_t bytes) {
    const std::size_t of_first = std::min(bytes, first.size());
    first.remove_prefix(of_first);
    second.remove_prefix(bytes - of_first);
  }
};

ssize_t write_some(int descriptor, const Rest& rest) {
  if (rest.second.empty()) return write(descriptor, rest.first.data(), rest.first.size());
  if (rest.first.empty()) return write(descriptor, rest.second.data(), rest.second.size());
  const auto piece = [](std::string_view bytes) {
    return iovec{const_cast<char*>(bytes.data()), bytes.size()};  // writev changes none
  };
  const std::array<iovec, 2> pieces{piece(rest.first), piece(rest.second)};
  return writev(descriptor, pieces.data(), static_cast<int>(pieces.size()));
}

/// 0: it can be written to now. Else the errno of why not.
int await_writable(int descriptor, int patience_ms) {
  pollfd awaited{descriptor, POLLOUT, 0};
  const int ready = poll(&awaited, 1, patience_ms);
  if (ready > 0) return 0;
  return ready < 0 ? errno : EAGAIN;
}

}  // namespace

int write_all(int descriptor, std::string_view first, std::string_view second) {
  constexpr int kForever = -1;
  for (Rest rest{first, second}; !rest.empty();) {
    if (Interruption::is_waiting()) {
      const int error = write_promptly(descriptor, rest.first);
      return error != 0 ? error : write_promptly(descriptor, rest.second);
    }
    const ssize_t written = write_some(descriptor, rest);
    if (written >= 0) {
      rest.take_out(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {
      // Somebody who shares a terminal with us has made it so.
      if (const int error = await_writable(descriptor, kForever); error != 0 && error != EINTR) return error;
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

int write_promptly(int descriptor, std::string_view bytes) noexcept {
  constexpr int kPatienceMs = 500;
  while (!bytes.empty()) {
    const int error = await_writable(descriptor, kPatienceMs);
    if (error == EINTR) continue;
    if (error != 0) return error;
    // POSIX: a pipe that can be written to has room for so much.
    const ssize_t written = write(descriptor, bytes.data(), std::min<std::size_t>(bytes.size(), PIPE_BUF));
    if (written < 0 && errno != EINTR) return errno;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace findo::output
