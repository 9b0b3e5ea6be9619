// The two halves of a device's number, which each system packs in its own way.
#pragma once

#include <sys/types.h>

namespace findo::files {

unsigned major_number(dev_t device);
unsigned minor_number(dev_t device);
dev_t make_device(unsigned major_part, unsigned minor_part);

}  // namespace findo::files
