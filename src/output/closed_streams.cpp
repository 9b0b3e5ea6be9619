#include "output/closed_streams.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace findo::output {

ClosedStreamsFilled::ClosedStreamsFilled() {
  for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(number, F_GETFD) >= 0) continue;
    const int mode = number == STDIN_FILENO ? O_WRONLY : O_RDONLY;
    // Takes the lowest free number.
    fillers_[static_cast<std::size_t>(number)].reset(open("/dev/null", mode | O_CLOEXEC));
  }
}

}  // namespace findo::output
