// Waiting for a process beside other descriptors.
#pragma once

#include <sys/types.h>

#include "base/descriptor.hpp"

namespace findo::files {

/// A descriptor that becomes readable when the process, a child, ends; none where the system has none, or no
/// descriptor is left: then the process has to be looked after from time to time.
base::Descriptor open_process(pid_t process);

}  // namespace findo::files
