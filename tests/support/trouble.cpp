#include "support/trouble.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace findo::support {

void die(std::string_view what) {
  const int error = errno;
  std::fflush(stdout);
  std::fprintf(stderr, "%s: %.*s%s%s\n", program_invocation_short_name, static_cast<int>(what.size()),
               what.data(), error == 0 ? "" : ": ", error == 0 ? "" : std::strerror(error));
  std::exit(kTroubleStatus);
}

}  // namespace findo::support
