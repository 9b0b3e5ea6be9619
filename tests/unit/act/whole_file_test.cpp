#include "act/whole_file.hpp"

#include <cerrno>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "unit/act/scratch.hpp"

namespace findo::act {
namespace {

base::Descriptor opened(const tests::Scratch& scratch, const char* name) {
  const At at = scratch.at(name);
  return base::Descriptor(openat(at.directory, at.name, O_RDONLY | O_CLOEXEC));
}

TEST_CASE("whole file: what is longer than it may be is not read", "[act][whole_file]") {
  const tests::Scratch scratch;
  scratch.file("file", "12345");
  CHECK(*read_whole(opened(scratch, "file").number(), 5) == "12345");
  const base::Descriptor file = opened(scratch, "file");
  const auto text = read_whole(file.number(), 4);
  REQUIRE_FALSE(text);
  CHECK(text.error().code == EFBIG);
  CHECK(lseek(file.number(), 0, SEEK_CUR) == 0);
}

TEST_CASE("whole file: of a pipe no more is read than may be", "[act][whole_file]") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const base::Descriptor out(ends[0]);
  base::Descriptor in(ends[1]);
  REQUIRE(write_whole(in.number(), "12345"));
  CHECK(read_whole(out.number(), 4).error().code == EFBIG);
  REQUIRE(write_whole(in.number(), "12345"));
  in.reset();
  CHECK(*read_whole(out.number(), 5) == "12345");
}

TEST_CASE("whole file: a device without end is read to the bound only", "[act][whole_file]") {
  const base::Descriptor zeros(open("/dev/zero", O_RDONLY | O_CLOEXEC));
  REQUIRE(zeros);
  CHECK(read_whole(zeros.number(), 100'000).error().code == EFBIG);
}

}  // namespace
}  // namespace findo::act
