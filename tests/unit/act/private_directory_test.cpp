#include "act/private_directory.hpp"

#include <optional>
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "act/temporary_name.hpp"
#include "act/tree_cursor.hpp"
#include "unit/act/scratch.hpp"

namespace findo::act {
namespace {

std::size_t count_in(int directory) { return read_names(directory)->size(); }

TEST_CASE("private directory: it is there for its owner alone, and goes with all that is in it",
          "[act][private]") {
  const tests::Scratch scratch;
  const int parent = scratch.at("").directory;
  std::optional<PrivateDirectory> made;
  {
    auto result = PrivateDirectory::create(parent);
    REQUIRE(result);
    made.emplace(std::move(*result));
  }
  CHECK(count_in(parent) == 1);
  struct stat status {};
  REQUIRE(fstat(made->at().directory, &status) == 0);
  CHECK((status.st_mode & 0777U) == 0700);
  SECTION("nothing") {}
  SECTION("a link") { REQUIRE(symlinkat("nowhere", made->at().directory, made->at().name) == 0); }
  SECTION("a directory that nobody may enter") {
    REQUIRE(mkdirat(made->at().directory, made->at().name, 0700) == 0);
    const base::Descriptor inner(openat(made->at().directory, made->at().name, O_RDONLY | O_CLOEXEC));
    REQUIRE(mkdirat(inner.number(), "d", 0) == 0);
    REQUIRE(fchmod(inner.number(), 0) == 0);
  }
  made.reset();
  CHECK(count_in(parent) == 0);
}

TEST_CASE("private directory: what has been put into its place stays, with what is in it", "[act][private]") {
  const tests::Scratch scratch;
  const int parent = scratch.at("").directory;
  scratch.directory("precious");
  scratch.directory("precious/copy");
  scratch.file("precious/copy/f");
  {
    const auto made = PrivateDirectory::create(parent);
    REQUIRE(made);
    REQUIRE(mkdirat(made->at().directory, made->at().name, 0700) == 0);
    const auto names = *read_names(parent);
    const std::string name = names[0] == "precious" ? names[1] : names[0];
    scratch.rename(name, "stolen");
    scratch.rename("precious", name);
    scratch.link("precious", name);
  }
  CHECK(scratch.exists("precious/copy/f"));
  CHECK_FALSE(scratch.exists("stolen/copy"));
}

TEST_CASE("temporary name: no two are alike", "[act][private]") {
  const std::string name = next_temporary_name();
  CHECK(name.starts_with(".findo-"));
  CHECK(name != next_temporary_name());
}

}  // namespace
}  // namespace findo::act
