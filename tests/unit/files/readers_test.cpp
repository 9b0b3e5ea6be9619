#include "files/readers.hpp"

#include <catch2/catch.hpp>

namespace findo::files {
namespace {

TEST_CASE("readers: four kinds have names, and nothing else is one", "[files][readers]") {
  CHECK(try_reader_kind("auto") == ReaderKind::automatic);
  CHECK(try_reader_kind("std") == ReaderKind::std_filesystem);
  CHECK(try_reader_kind("posix") == ReaderKind::posix);
  CHECK(try_reader_kind("linux") == ReaderKind::linux_native);
  for (const char* name : {"", "Auto", "std ", "lin", "POSIX"}) CHECK_FALSE(try_reader_kind(name));
}

TEST_CASE("readers: the portable ones are always there, the native one where it was built",
          "[files][readers]") {
  CHECK(make_reader(ReaderKind::automatic));
  CHECK(make_reader(ReaderKind::std_filesystem));
  CHECK(make_reader(ReaderKind::posix));
#ifdef FINDO_LINUX_READER
  CHECK(make_reader(ReaderKind::linux_native));
#else
  CHECK_FALSE(make_reader(ReaderKind::linux_native));
#endif
}

}  // namespace
}  // namespace findo::files
