// The only place that knows which readers this program was built with.

#include "files/readers.hpp"

#include "files/posix_reader.hpp"
#include "files/std_filesystem_reader.hpp"
#ifdef FINDO_LINUX_READER
#include "files/linux_reader.hpp"
#endif

namespace findo::files {

std::optional<ReaderKind> try_reader_kind(std::string_view name) {
  if (name == "auto") return ReaderKind::automatic;
  if (name == "std") return ReaderKind::std_filesystem;
  if (name == "posix") return ReaderKind::posix;
  if (name == "linux") return ReaderKind::linux_native;
  return std::nullopt;
}

std::unique_ptr<Reader> make_reader(ReaderKind kind) {
  if (kind == ReaderKind::std_filesystem) return make_std_filesystem_reader();
  if (kind == ReaderKind::posix) return make_posix_reader();
#ifdef FINDO_LINUX_READER
  return make_linux_reader();
#else
  return kind == ReaderKind::automatic ? make_posix_reader() : nullptr;
#endif
}

}  // namespace findo::files
