#include "act/copying.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "act/copy_content.hpp"
#include "act/tree_cursor.hpp"
#include "support/snapshot.hpp"
#include "unit/act/scratch.hpp"

namespace findo::act {
namespace {

base::Status<Trouble> copy(const tests::Scratch& scratch, const char* from, const char* to,
                           Replacing replacing = Replacing::never) {
  return copy_file(scratch.at(from), scratch.identity(from), scratch.at(to), replacing);
}

/// How many names are in the directory.
std::size_t count_in(const tests::Scratch& scratch, const char* name) {
  const base::Descriptor directory(open(scratch.path(name).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return read_names(directory.number())->size();
}

TEST_CASE("copying: a copy has the content, mode and times of the file", "[act][copying]") {
  const tests::Scratch scratch;
  scratch.file("a", "text");
  chmod(scratch.path("a").c_str(), 0640);
  const timespec times[] = {{1'000'000'000, 1}, {1'100'000'000, 2}};
  utimensat(AT_FDCWD, scratch.path("a").c_str(), times, 0);
  REQUIRE(copy(scratch, "a", "b"));
  struct stat status {};
  REQUIRE(stat(scratch.path("b").c_str(), &status) == 0);
  CHECK(scratch.text("b") == "text");
  CHECK((status.st_mode & 07777U) == 0640);
  CHECK(status.st_atim.tv_sec == 1'000'000'000);
  CHECK(status.st_mtim.tv_sec == 1'100'000'000);
  CHECK(status.st_mtim.tv_nsec == 2);
}

TEST_CASE("copying: a name that is taken is not taken away, and nothing else is left", "[act][copying]") {
  const tests::Scratch scratch;
  scratch.file("a", "new");
  scratch.directory("d");
  scratch.file("d/b", "old");
  const auto status = copy(scratch, "a", "d/b");
  REQUIRE_FALSE(status);
  CHECK(status.error().code == EEXIST);
  CHECK(scratch.text("d/b") == "old");
  CHECK(count_in(scratch, "d") == 1);
}

TEST_CASE("copying: a file is replaced where that is wanted, a directory never", "[act][copying]") {
  const tests::Scratch scratch;
  scratch.file("a", "new");
  scratch.directory("d");
  scratch.file("d/b", "old");
  scratch.directory("d/e");
  REQUIRE(copy(scratch, "a", "d/b", Replacing::files));
  CHECK(scratch.text("d/b") == "new");
  CHECK_FALSE(copy(scratch, "a", "d/e", Replacing::files));
  CHECK(count_in(scratch, "d") == 2);
}

TEST_CASE("copying: what has changed since it was looked at is not copied", "[act][copying]") {
  const tests::Scratch scratch;
  scratch.file("a", "text");
  scratch.file("other", "text");
  const FileIdentity then = scratch.identity("a");
  SECTION("another file") { scratch.rename("other", "a"); }
  SECTION("other content") { scratch.file("a", "more text"); }
  SECTION("a link") {
    scratch.remove("a");
    scratch.link("a", "other");
  }
  SECTION("a directory") {
    scratch.remove("a");
    scratch.directory("a");
  }
  CHECK_FALSE(copy_file(scratch.at("a"), then, scratch.at("b"), Replacing::never));
  CHECK_FALSE(scratch.exists("b"));
}

TEST_CASE("copying: a link is copied as a link, whatever it leads to", "[act][copying]") {
  const tests::Scratch scratch;
  scratch.link("a", std::string(2'000, 'x'));
  REQUIRE(copy(scratch, "a", "b"));
  char target[4096];
  CHECK(readlink(scratch.path("b").c_str(), target, sizeof target) == 2'000);
}

TEST_CASE("copying: a directory is copied whole, with what is in it", "[act][copying]") {
  const tests::Scratch scratch;
  scratch.directory("a");
  scratch.directory("a/d");
  scratch.file("a/d/f", "text");
  scratch.link("a/d/l", "f");
  scratch.directory("a/closed");
  chmod(scratch.path("a/closed").c_str(), 0500);
  REQUIRE(copy_directory(scratch.at("a"), scratch.identity("a"), scratch.at("b")));
  CHECK(support::snapshot_of(scratch.path("a")) == support::snapshot_of(scratch.path("b")));
  CHECK(scratch.text("b/d/f") == "text");
}

TEST_CASE("copying: a directory that is not the one that was looked at is not copied", "[act][copying]") {
  const tests::Scratch scratch;
  scratch.directory("a");
  scratch.directory("canary");
  scratch.file("canary/f");
  const FileIdentity then = scratch.identity("a");
  scratch.remove("a");
  SECTION("a link in its place") { scratch.link("a", "canary"); }
  SECTION("another directory in its place") { scratch.rename("canary", "a"); }
  CHECK_FALSE(copy_directory(scratch.at("a"), then, scratch.at("b")));
  CHECK(count_in(scratch, "") == (scratch.exists("canary") ? 2 : 1));
}

TEST_CASE("copying: no copy of a directory takes a name that something has", "[act][copying]") {
  const tests::Scratch scratch;
  scratch.directory("a");
  scratch.directory("b");
  const auto status = copy_directory(scratch.at("a"), scratch.identity("a"), scratch.at("b"));
  REQUIRE_FALSE(status);
  CHECK(status.error().code == EEXIST);
  CHECK(count_in(scratch, "") == 2);
}

TEST_CASE("copying: content of any shape, with holes and without, comes out the same", "[act][copying]") {
  constexpr off_t kBlock = 64 * 1024;
  struct Stretch {
    off_t begin;
    off_t length;
  };
  const std::vector<std::vector<Stretch>> shapes{
      {},
      {{0, 1}},
      {{0, 3 * kBlock + 17}},
      {{5 * kBlock, 10}},
      {{0, 10}, {4 * kBlock, kBlock}, {9 * kBlock + 1, 1}},
      {{kBlock, kBlock}, {3 * kBlock, kBlock}, {5 * kBlock, kBlock}},
  };
  const tests::Scratch scratch;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const std::string name = std::to_string(i);
    const base::Descriptor from(open(scratch.path(name).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    for (const Stretch& stretch : shapes[i]) {
      const std::string data(static_cast<std::size_t>(stretch.length), static_cast<char>('a' + i));
      REQUIRE(pwrite(from.number(), data.data(), data.size(), stretch.begin) == stretch.length);
    }
    REQUIRE(ftruncate(from.number(), 12 * kBlock) == 0);
    const base::Descriptor to(open(scratch.path(name + "b").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    REQUIRE(copy_content(from.number(), to.number()));
    CHECK(scratch.text(name) == scratch.text(name + "b"));
    struct stat before {};
    struct stat after {};
    fstat(from.number(), &before);
    fstat(to.number(), &after);
    CHECK(after.st_blocks <= before.st_blocks);
  }
}

}  // namespace
}  // namespace findo::act
