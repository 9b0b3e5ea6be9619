// Nobody between the allocation and main() could do anything useful: all that is held would have to be let go
// of step by step, on several threads that wait for each other, and most of these steps allocate.

#include "output/out_of_memory.hpp"

#include <array>
#include <atomic>
#include <cstdlib>
#include <new>
#include <string_view>
#include <sys/uio.h>
#include <unistd.h>

#include "base/messages.hpp"
#include "output/interruption.hpp"

namespace findo::output {
namespace {

constexpr int kExitStatus = 1;

void show_message() {
  const auto piece = [](std::string_view bytes) {
    return iovec{const_cast<char*>(bytes.data()), bytes.size()};  // writev changes none
  };
  const std::array<iovec, 2> pieces{piece(base::program_name()), piece(": there is no memory left\n")};
  (void)!writev(STDERR_FILENO, pieces.data(), static_cast<int>(pieces.size()));
}

/// Allocates nothing. One thread says it; one that comes here meanwhile has nothing to add, and waits for the
/// end.
[[noreturn]] void end_process() {
  static std::atomic_flag is_ending = ATOMIC_FLAG_INIT;
  static thread_local bool is_here = false;
  if (is_here) _exit(kExitStatus);
  is_here = true;
  while (is_ending.test_and_set()) pause();
  Interruption::finish_if_safe();
  show_message();
  _exit(kExitStatus);
}

}  // namespace

void end_when_out_of_memory() { std::set_new_handler(end_process); }

}  // namespace findo::output
