#include "base/temporary_file.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace findo::base {
namespace {

std::string temporary_directory() {
  const char* const chosen = std::getenv("TMPDIR");
  return chosen && *chosen ? chosen : "/tmp";
}

/// Where the file system knows no files without a name, one loses it at once.
Result<Descriptor, Errno> open_and_unlink(const std::string& directory) {
  std::string path = directory + "/findo.XXXXXX";
  Descriptor file(mkostemp(path.data(), O_CLOEXEC));
  if (!file) return Failure{last_errno()};
  unlink(path.c_str());
  return file;
}

}  // namespace

Result<Descriptor, Errno> open_temporary_file() {
  const std::string directory = temporary_directory();
#ifdef O_TMPFILE
  constexpr mode_t kMine = 0600;
  Descriptor file(open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, kMine));
  if (file) return file;
#endif
  return open_and_unlink(directory);
}

}  // namespace findo::base
