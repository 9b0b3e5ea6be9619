#include "act/file_identity.hpp"

#include <catch2/catch.hpp>

#include "unit/act/scratch.hpp"

namespace findo::act {
namespace {

FileIdentity some_file() {
  return {.file = {1, 2},
          .type = files::FileType::regular,
          .size_bytes = 3,
          .modify_time = {4, 5},
          .change_time = {6, 7}};
}

TEST_CASE("identity: each part of it tells files apart, as far as asked", "[act][identity]") {
  const FileIdentity file = some_file();
  CHECK(is_alike(file, file, Likeness::status));
  FileIdentity other = file;
  other.change_time = {6, 8};
  CHECK_FALSE(is_alike(file, other, Likeness::status));
  CHECK(is_alike(file, other, Likeness::content));
  other.modify_time = {4, 6};
  CHECK_FALSE(is_alike(file, other, Likeness::content));
  CHECK(is_alike(file, other, Likeness::file));
  other = file;
  other.size_bytes = 4;
  CHECK_FALSE(is_alike(file, other, Likeness::content));
  for (const FileIdentity& stranger :
       {FileIdentity{.file = {1, 3}, .type = file.type}, FileIdentity{.file = {2, 2}, .type = file.type},
        FileIdentity{.file = file.file, .type = files::FileType::symbolic_link}}) {
    CHECK_FALSE(is_alike(file, stranger, Likeness::file));
  }
}

TEST_CASE("identity: of a directory only that it is the same counts", "[act][identity]") {
  FileIdentity before = some_file();
  before.type = files::FileType::directory;
  FileIdentity after = before;
  after.modify_time = after.change_time = {9, 9};
  after.size_bytes = 9;
  CHECK(is_alike(before, after, Likeness::status));
  after.file.inode = 9;
  CHECK_FALSE(is_alike(before, after, Likeness::file));
}

TEST_CASE("identity: another directory of that inode number has another origin, where that is known",
          "[act][identity]") {
  FileIdentity then = some_file();
  then.type = files::FileType::directory;
  then.origin.birth_time = base::Timestamp{1, 2};
  FileIdentity now = then;
  CHECK(is_still(then, now));
  now.origin.birth_time = base::Timestamp{1, 3};
  CHECK_FALSE(is_still(then, now));
  CHECK(is_alike(then, now, Likeness::status));
  now.origin.birth_time.reset();
  CHECK(is_still(then, now));
  then.origin = {.generation = 1};
  now.origin = {.generation = 2};
  CHECK_FALSE(is_still(then, now));
  now.file.inode = 9;
  now.origin = then.origin;
  CHECK_FALSE(is_still(then, now));
}

TEST_CASE("identity: of a directory it is known where it comes from, as far as the system tells",
          "[act][identity]") {
  const tests::Scratch scratch;
  scratch.directory("d");
  scratch.file("file");
  const FileIdentity before = scratch.identity("d");
  scratch.file("d/entry");
  scratch.rename("d", "e");
  CHECK(scratch.identity("e").origin == before.origin);
  CHECK(scratch.identity("file").origin == files::DirectoryOrigin{});
}

TEST_CASE("identity: a link is looked at itself unless it is to be followed", "[act][identity]") {
  const tests::Scratch scratch;
  scratch.file("file", "text");
  scratch.link("link", "file");
  CHECK(scratch.identity("link").type == files::FileType::symbolic_link);
  const auto followed = load_identity(AT_FDCWD, scratch.path("link").c_str(), files::FollowLinks::yes);
  REQUIRE(followed);
  CHECK(is_alike(*followed, scratch.identity("file"), Likeness::status));
  CHECK_FALSE(load_identity(AT_FDCWD, scratch.path("nowhere").c_str()));
}

TEST_CASE("identity: the number of names is known, and no part of it", "[act][identity]") {
  const tests::Scratch scratch;
  scratch.file("file");
  const FileIdentity before = scratch.identity("file");
  scratch.hard_link("again", "file");
  const FileIdentity after = scratch.identity("file");
  CHECK(before.links == 1);
  CHECK(after.links == 2);
  CHECK(is_alike(before, after, Likeness::content));
}

}  // namespace
}  // namespace findo::act
