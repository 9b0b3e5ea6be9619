// A failed system call's reason, as a type of its own, so that it is never mistaken for a count or a
// descriptor.
#pragma once

#include <cerrno>
#include <string>

namespace findo::base {

/// An errno value. Never 0: a success has no Errno.
struct Errno {
  int code;

  friend bool operator==(Errno, Errno) = default;
};

/// The errno of the call that has just failed.
inline Errno last_errno() { return Errno{errno}; }

/// The system's sentence for it, in the user's language: "Permission denied".
std::string describe(Errno error);

}  // namespace findo::base
