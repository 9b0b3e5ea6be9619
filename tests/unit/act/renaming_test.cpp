#include "act/renaming.hpp"

#include <catch2/catch.hpp>

#include "unit/act/scratch.hpp"

namespace findo::act {
namespace {

using files::FileType;
using Rename = base::Status<base::Errno> (*)(At, At, FileType);

base::Status<base::Errno> rename_never_replacing(At from, At to, FileType type) {
  return rename_to(from, to, type, Replacing::never);
}

/// Both ways to rename: the system's, and that of file systems which cannot refuse to replace.
constexpr Rename kWays[] = {rename_never_replacing, rename_by_taking_name};

int code_of(const base::Status<base::Errno>& status) { return status ? 0 : status.error().code; }

TEST_CASE("renaming: a file gets its new name, and loses the old one", "[act][renaming]") {
  for (const Rename rename : kWays) {
    const tests::Scratch scratch;
    scratch.file("a", "text");
    CHECK(rename(scratch.at("a"), scratch.at("b"), FileType::regular));
    CHECK(scratch.text("b") == "text");
    CHECK_FALSE(scratch.exists("a"));
  }
}

TEST_CASE("renaming: what has the name already stays, whatever it is", "[act][renaming]") {
  for (const Rename rename : kWays) {
    const tests::Scratch scratch;
    scratch.file("a", "new");
    scratch.file("taken", "old");
    scratch.directory("directory");
    scratch.directory("empty");
    scratch.directory("full");
    scratch.file("full/in");
    scratch.link("broken", "nowhere");
    for (const char* name : {"taken", "directory", "broken"}) {
      CHECK(code_of(rename(scratch.at("a"), scratch.at(name), FileType::regular)) == EEXIST);
    }
    for (const char* name : {"taken", "empty", "full"}) {
      CHECK(code_of(rename(scratch.at("directory"), scratch.at(name), FileType::directory)) == EEXIST);
    }
    CHECK(scratch.text("a") == "new");
    CHECK(scratch.text("taken") == "old");
    CHECK(scratch.exists("directory"));
    CHECK(scratch.exists("full/in"));
  }
}

TEST_CASE("renaming: a directory goes with what is in it", "[act][renaming]") {
  for (const Rename rename : kWays) {
    const tests::Scratch scratch;
    scratch.directory("a");
    scratch.file("a/in", "text");
    CHECK(rename(scratch.at("a"), scratch.at("b"), FileType::directory));
    CHECK(scratch.text("b/in") == "text");
    CHECK_FALSE(scratch.exists("a"));
  }
}

TEST_CASE("renaming: a directory does not go into itself, and nothing is left of the attempt",
          "[act][renaming]") {
  for (const Rename rename : kWays) {
    const tests::Scratch scratch;
    scratch.directory("a");
    CHECK(code_of(rename(scratch.at("a"), scratch.at("a/b"), FileType::directory)) == EINVAL);
    CHECK(scratch.exists("a"));
    CHECK_FALSE(scratch.exists("a/b"));
  }
}

TEST_CASE("renaming: what is not there is not renamed, and takes no name", "[act][renaming]") {
  for (const Rename rename : kWays) {
    const tests::Scratch scratch;
    CHECK(code_of(rename(scratch.at("a"), scratch.at("b"), FileType::regular)) == ENOENT);
    CHECK(code_of(rename(scratch.at("a"), scratch.at("b"), FileType::directory)) == ENOENT);
    CHECK_FALSE(scratch.exists("b"));
  }
}

TEST_CASE("renaming: a file may replace a file where that is wanted, and no directory", "[act][renaming]") {
  const tests::Scratch scratch;
  scratch.file("a", "new");
  scratch.file("b", "old");
  scratch.directory("directory");
  scratch.directory("empty");
  CHECK(rename_to(scratch.at("a"), scratch.at("b"), FileType::regular, Replacing::files));
  CHECK(scratch.text("b") == "new");
  CHECK(code_of(rename_to(scratch.at("b"), scratch.at("directory"), FileType::regular, Replacing::files)) ==
        EISDIR);
  CHECK(code_of(rename_to(scratch.at("directory"), scratch.at("empty"), FileType::directory,
                          Replacing::files)) == EEXIST);
}

TEST_CASE("renaming: of two names of one file neither is lost", "[act][renaming]") {
  const tests::Scratch scratch;
  scratch.file("a", "text");
  scratch.hard_link("b", "a");
  CHECK(code_of(rename_over(scratch.at("a"), scratch.at("b"))) == EEXIST);
  CHECK(scratch.exists("a"));
  CHECK(scratch.exists("b"));
}

}  // namespace
}  // namespace findo::act
