#include "files/owners.hpp"

#include <string>

#include <catch2/catch.hpp>

using findo::files::group_name;
using findo::files::try_group_id;
using findo::files::try_user_id;
using findo::files::user_name;

namespace {

constexpr unsigned kNobodyHasIt = 4'294'900'001;

}  // namespace

TEST_CASE("owners: numbers have names", "[files][owners]") {
  CHECK(user_name(0) == "root");
  CHECK(group_name(0) == std::string(group_name(0)));
  CHECK_FALSE(group_name(0).empty());
}

TEST_CASE("owners: a number without a name is empty, each time", "[files][owners]") {
  CHECK(user_name(kNobodyHasIt).empty());
  CHECK(group_name(kNobodyHasIt).empty());
  CHECK(user_name(0) == "root");
  CHECK(user_name(kNobodyHasIt).empty());
}

TEST_CASE("owners: names stay valid while others are asked for", "[files][owners]") {
  const std::string_view root = user_name(0);
  for (unsigned id = 0; id < 2000; ++id) user_name(kNobodyHasIt + id);
  CHECK(root == "root");
  CHECK(user_name(0).data() == root.data());
}

TEST_CASE("owners: names have numbers", "[files][owners]") {
  CHECK(try_user_id("root") == std::optional<uid_t>(0));
  CHECK(try_group_id(group_name(0)) == std::optional<gid_t>(0));
  CHECK_FALSE(try_user_id("no such user"));
  CHECK_FALSE(try_group_id("no such group"));
  CHECK_FALSE(try_user_id(""));
}
