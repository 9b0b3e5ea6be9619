#include <cerrno>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "files/extended_attributes.hpp"
#include "files/readers.hpp"
#include "support/temporary_directory.hpp"
#include "unit/files/give_capability.hpp"

using findo::files::FollowLinks;
using findo::files::has_capabilities;

TEST_CASE("extended attributes: a file has capabilities or not, by its directory and by its path",
          "[files][attributes]") {
  const findo::support::TemporaryDirectory top("capabilities");
  const std::string able = top.path() + "/able";
  findo::support::write_file(able, "");
  findo::support::write_file(top.path() + "/unable", "");
  REQUIRE(symlink("able", (top.path() + "/link").c_str()) == 0);
  const bool is_given = findo::tests::give_capability(able);
  if (!is_given) WARN("this user, or this file system, cannot give a file capabilities");

  const auto reader = findo::files::make_reader(findo::files::ReaderKind::automatic);
  const auto directory = reader->open_directory(nullptr, top.path().c_str(), FollowLinks::yes);
  REQUIRE(directory);
  const auto in_directory = [&](const char* name, FollowLinks follow) {
    const auto answer = has_capabilities({*reader, directory->get(), name, follow});
    return answer && *answer;
  };
  CHECK(in_directory("able", FollowLinks::no) == is_given);
  CHECK(in_directory("link", FollowLinks::yes) == is_given);
  CHECK_FALSE(in_directory("link", FollowLinks::no));
  CHECK_FALSE(in_directory("unable", FollowLinks::no));
  CHECK(in_directory(able.c_str(), FollowLinks::no) == is_given);
  CHECK(*has_capabilities({*reader, nullptr, able.c_str(), FollowLinks::no}) == is_given);
  const auto missing = has_capabilities({*reader, directory->get(), "missing", FollowLinks::yes});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ENOENT);
}
