// What becomes of the process when there is no memory left.
#pragma once

namespace findo::output {

/// From now on an allocation that fails ends the process: what is pending is written where that is safe, a
/// message says why, and the exit status is 1. For a program of its own; a library leaves this to its user.
void end_when_out_of_memory();

}  // namespace findo::output
