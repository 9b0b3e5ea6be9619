// How many processors this process may use.
#pragma once

namespace findo::walk {

/// The processors that the system lets this process run on (its affinity), at least 1. One system call.
unsigned allowed_processors();

/// How many of them its control groups give it the time of, rounded up; a large number where they set no
/// limit. Reads some files.
unsigned processor_quota();

}  // namespace findo::walk
