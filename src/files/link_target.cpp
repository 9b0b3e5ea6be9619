#include "files/link_target.hpp"

#include <unistd.h>

namespace findo::files {

base::Result<std::string, base::Errno> read_link_at(int directory, const char* name) {
  std::string target(256, '\0');
  for (;;) {
    const ssize_t length = readlinkat(directory, name, target.data(), target.size());
    if (length < 0) return base::Failure{base::last_errno()};
    if (static_cast<std::size_t>(length) < target.size()) {
      target.resize(static_cast<std::size_t>(length));
      return target;
    }
    target.resize(target.size() * 2);
  }
}

}  // namespace findo::files
