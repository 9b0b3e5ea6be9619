#include <sys/syscall.h>
#include <unistd.h>

#include "files/process_descriptor.hpp"

namespace findo::files {

base::Descriptor open_process([[maybe_unused]] pid_t process) {
#ifdef SYS_pidfd_open
  return base::Descriptor(static_cast<int>(syscall(SYS_pidfd_open, process, 0)));
#else
  return {};  // built for a kernel before 5.3
#endif
}

}  // namespace findo::files
