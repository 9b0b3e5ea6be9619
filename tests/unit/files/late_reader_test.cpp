// Entries reached again after the walk.
#include "files/late_reader.hpp"

#include <filesystem>
#include <sys/resource.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "files/readers.hpp"
#include "support/temporary_directory.hpp"

namespace findo::files {
namespace {

/// A tree with a link that leads to a directory outside of it.
struct World {
  World() {
    std::filesystem::create_directories(top + "/tree/a/b");
    std::filesystem::create_directories(top + "/outside");
    support::write_file(top + "/tree/a/b/f", "four");
    support::write_file(top + "/tree/a/g", "x");
    support::write_file(top + "/outside/f", "outside");
    std::filesystem::create_directory_symlink(top + "/outside", top + "/tree/link");
  }

  /// The size of a path below the tree, -1 where it cannot be reached.
  std::int64_t size_of(LateReader& reader, const std::string& below, int depth) const {
    const std::string root = top + "/tree";
    const std::string path = root + '/' + below;
    reader.go_to(path, root.size(), depth);
    Facts facts{};
    const std::string name = path.substr(path.rfind('/') + 1);
    const auto status =
        reader.load_facts(reader.directory(), name.c_str(), FollowLinks::no, Fact::size, facts);
    return status ? facts.size_bytes : -1;
  }

  /// A file f of four bytes below so many directories. Returns the way to the last of them below the tree.
  std::string add_chain(int levels) const {
    std::string below;
    for (int i = 0; i < levels; ++i) below += "d/";
    std::filesystem::create_directories(top + "/tree/" + below);
    support::write_file(top + "/tree/" + below + "f", "deep");
    return below;
  }

  support::TemporaryDirectory directory{"late"};
  std::string top = directory.path();
  std::unique_ptr<Reader> real = make_reader(ReaderKind::automatic);
};

TEST_CASE("late reader: goes from one directory to the next, down and up", "[files][late]") {
  const World world;
  LateReader reader(*world.real, LinkPolicy::never);
  CHECK(world.size_of(reader, "a/b/f", 3) == 4);
  CHECK(world.size_of(reader, "a/g", 2) == 1);
  CHECK(world.size_of(reader, "a/b/f", 3) == 4);
  CHECK(world.size_of(reader, "a/b/missing", 3) == -1);
  CHECK(world.size_of(reader, "a/b/f", 3) == 4);
}

TEST_CASE("late reader: follows a link only if the search would have", "[files][late]") {
  const World world;
  LateReader never(*world.real, LinkPolicy::never);
  CHECK(world.size_of(never, "link/f", 2) == -1);
  CHECK(world.size_of(never, "a/g", 2) == 1);
  LateReader always(*world.real, LinkPolicy::always);
  CHECK(world.size_of(always, "link/f", 2) == 7);
}

TEST_CASE("late reader: what is below a root is reached anew after the root itself", "[files][late]") {
  const World world;
  LateReader reader(*world.real, LinkPolicy::never);
  CHECK(world.size_of(reader, "a/g", 2) == 1);
  std::filesystem::rename(world.top + "/tree", world.top + "/elsewhere");
  reader.go_to(world.top + "/tree", (world.top + "/tree").size(), 0);
  CHECK(world.size_of(reader, "a/g", 2) == -1);
}

TEST_CASE("late reader: names that begin alike are not the same directory", "[files][late]") {
  const World world;
  std::filesystem::create_directories(world.top + "/tree/a/bb");
  support::write_file(world.top + "/tree/a/bb/f", "bb");
  LateReader reader(*world.real, LinkPolicy::never);
  CHECK(world.size_of(reader, "a/b/f", 3) == 4);
  CHECK(world.size_of(reader, "a/bb/f", 3) == 2);
  CHECK(world.size_of(reader, "a/b/f", 3) == 4);
}

TEST_CASE("late reader: deep paths need few descriptors", "[files][late]") {
  const World world;
  const std::string below = world.add_chain(200);
  support::write_file(world.top + "/tree/d/d/f", "flat");
  LateReader reader(*world.real, LinkPolicy::never);
  CHECK(world.size_of(reader, below + "f", 201) == 4);
  CHECK(std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}) < 60);
  CHECK(world.size_of(reader, "d/d/f", 3) == 4);
  CHECK(world.size_of(reader, below + "f", 201) == 4);
}

TEST_CASE("late reader: descriptors that run out on the way are made free", "[files][late]") {
  const World world;
  const std::string below = world.add_chain(60);
  LateReader reader(*world.real, LinkPolicy::never);
  rlimit before{};
  REQUIRE(getrlimit(RLIMIT_NOFILE, &before) == 0);
  const int lowest_free = dup(STDIN_FILENO);
  REQUIRE(close(lowest_free) == 0);
  const rlimit few{static_cast<rlim_t>(lowest_free) + 8, before.rlim_max};
  REQUIRE(setrlimit(RLIMIT_NOFILE, &few) == 0);
  const auto deep = world.size_of(reader, below + "f", 61);
  const auto flat = world.size_of(reader, "a/g", 2);
  const auto again = world.size_of(reader, below + "f", 61);
  const int still_free = dup(STDIN_FILENO);
  setrlimit(RLIMIT_NOFILE, &before);
  CHECK(deep == 4);
  CHECK(flat == 1);
  CHECK(again == 4);
  CHECK(still_free >= 0);
  close(still_free);
}

TEST_CASE("late reader: asks nobody before it is asked", "[files][late]") {
  const World world;
  LateReader reader(*world.real, LinkPolicy::never);
  reader.go_to("/nonexistent/a/b", 12, 2);
  CHECK(reader.directory() != nullptr);
  reader.go_to("/nonexistent", 12, 0);
  CHECK(reader.directory() == nullptr);
}

}  // namespace
}  // namespace findo::files
