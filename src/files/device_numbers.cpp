#include "files/device_numbers.hpp"

// BSD and macOS have the macros in sys/types.h; C libraries that follow System V in a header of their own.
#if __has_include(<sys/sysmacros.h>)
#include <sys/sysmacros.h>
#elif __has_include(<sys/mkdev.h>)
#include <sys/mkdev.h>
#endif

namespace findo::files {

unsigned major_number(dev_t device) { return static_cast<unsigned>(major(device)); }
unsigned minor_number(dev_t device) { return static_cast<unsigned>(minor(device)); }
dev_t make_device(unsigned major_part, unsigned minor_part) {
  return static_cast<dev_t>(makedev(major_part, minor_part));
}

}  // namespace findo::files
