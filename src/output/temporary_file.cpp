#include "output/temporary_file.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace findo::output {
namespace {

std::string temporary_directory() {
  const char* const chosen = std::getenv("TMPDIR");
  return chosen && *chosen ? chosen : "/tmp";
}

/// Where the file system knows no files without a name, one loses it at once.
base::Result<base::Descriptor, base::Errno> open_and_unlink(const std::string& directory) {
  std::string path = directory + "/findo.XXXXXX";
  base::Descriptor file(mkostemp(path.data(), O_CLOEXEC));
  if (!file) return base::Failure{base::last_errno()};
  unlink(path.c_str());
  return file;
}

}  // namespace

base::Result<base::Descriptor, base::Errno> open_temporary_file() {
  const std::string directory = temporary_directory();
#ifdef O_TMPFILE
  constexpr mode_t kMine = 0600;
  base::Descriptor file(open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, kMine));
  if (file) return file;
#endif
  return open_and_unlink(directory);
}

}  // namespace findo::output
