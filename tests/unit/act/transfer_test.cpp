// Between looking at an entry and doing something with it another file may come into its place.

#include "act/transfer.hpp"

#include <catch2/catch.hpp>

#include "act/delete.hpp"
#include "act/put_into.hpp"
#include "unit/act/real_entry.hpp"
#include "unit/act/scratch.hpp"

namespace findo::act {
namespace {

using files::LinkPolicy;
using tests::RealEntry;
using tests::Scratch;

/// A tree `from`, from which files go to `to`.
struct Scene {
  Scene() {
    scratch.directory("from");
    scratch.directory("to");
    scratch.file("from/file", "text");
    scratch.file("other", "text");
    scratch.directory("canary");
    scratch.file("canary/in");
  }

  std::unique_ptr<Action> mover() const {
    auto target = TargetDirectory::open(scratch.path("to"), false);
    REQUIRE(target);
    return make_move_action(std::move(*target), Replaceable{}, nullptr);
  }

  Scratch scratch;
};

TEST_CASE("transfer: a file that is as it was is moved", "[act][transfer]") {
  const Scene scene;
  RealEntry entry(scene.scratch.path("from"), "file");
  files::Visit visit = entry.visit();
  const auto mover = scene.mover();
  mover->expect(visit);
  CHECK(mover->perform(visit));
  CHECK(scene.scratch.text("to/file") == "text");
  CHECK(entry.messages().empty());
}

TEST_CASE("transfer: a file that is not what was looked at is left alone", "[act][transfer]") {
  const Scene scene;
  const Scratch& scratch = scene.scratch;
  RealEntry entry(scratch.path("from"), "file");
  files::Visit visit = entry.visit();
  const auto mover = scene.mover();
  mover->expect(visit);
  SECTION("another file has its name") { scratch.rename("other", "from/file"); }
  SECTION("a link has its name") {
    scratch.remove("from/file");
    scratch.link("from/file", "../canary");
  }
  SECTION("a directory has its name") {
    scratch.remove("from/file");
    scratch.rename("canary", "from/file");
  }
  SECTION("it is longer") { scratch.file("from/file", "text text"); }
  SECTION("it has another mode") { chmod(scratch.path("from/file").c_str(), 0600); }
  CHECK_FALSE(mover->perform(visit));
  CHECK_FALSE(scratch.exists("to/file"));
  CHECK(entry.messages().find("it has changed since it was looked at") != std::string::npos);
}

TEST_CASE("transfer: what a command of the same expression has changed is moved all the same",
          "[act][transfer]") {
  const Scene scene;
  RealEntry entry(scene.scratch.path("from"), "file");
  files::Visit visit = entry.visit();
  const auto mover = scene.mover();
  mover->expect(visit);
  scene.scratch.file("from/file", "edited");
  visit.is_touched = true;
  CHECK(mover->perform(visit));
  CHECK(scene.scratch.text("to/file") == "edited");
}

TEST_CASE("transfer: a directory may have other entries than when it was looked at, but must be the same",
          "[act][transfer]") {
  const Scene scene;
  const Scratch& scratch = scene.scratch;
  scratch.directory("from/d");
  RealEntry entry(scratch.path("from"), "d");
  files::Visit visit = entry.visit();
  const auto mover = scene.mover();
  mover->expect(visit);
  SECTION("the same, fuller") {
    scratch.file("from/d/new");
    CHECK(mover->perform(visit));
    CHECK(scratch.exists("to/d/new"));
  }
  SECTION("another one") {
    scratch.remove("from/d");
    scratch.rename("canary", "from/d");
    CHECK_FALSE(mover->perform(visit));
    CHECK(scratch.exists("from/d/in"));
  }
  CHECK(visit.pruned);
}

TEST_CASE("transfer: the second name of a file is moved, although moving the first has touched it",
          "[act][transfer]") {
  const Scene scene;
  scene.scratch.hard_link("from/again", "from/file");
  RealEntry first(scene.scratch.path("from"), "file");
  RealEntry second(scene.scratch.path("from"), "again");
  files::Visit first_visit = first.visit();
  files::Visit second_visit = second.visit();
  const auto mover = scene.mover();
  mover->expect(first_visit);
  mover->expect(second_visit);
  CHECK(mover->perform(first_visit));
  CHECK(mover->perform(second_visit));
  CHECK(scene.scratch.exists("to/file"));
  CHECK(scene.scratch.exists("to/again"));
}

TEST_CASE("transfer: where links are followed, what they lead to must be what was looked at",
          "[act][transfer]") {
  const Scene scene;
  const Scratch& scratch = scene.scratch;
  scratch.link("from/link", "../other");
  RealEntry entry(scratch.path("from"), "link", LinkPolicy::always);
  files::Visit visit = entry.visit();
  const auto mover = scene.mover();
  mover->expect(visit);
  SECTION("it is: the link is moved") {
    CHECK(mover->perform(visit));
    CHECK(scratch.exists("to/link"));
    CHECK(scratch.exists("other"));
  }
  SECTION("it leads elsewhere now") {
    scratch.remove("from/link");
    scratch.link("from/link", "../canary/in");
    CHECK_FALSE(mover->perform(visit));
  }
  SECTION("it is the file itself now") {
    scratch.remove("from/link");
    scratch.file("from/link", "text");
    CHECK_FALSE(mover->perform(visit));
  }
}

TEST_CASE("transfer: DIR is where nothing is looked for, except as a root", "[act][transfer]") {
  const Scene scene;
  scene.scratch.directory("from/to");
  auto target = TargetDirectory::open(scene.scratch.path("from/to"), false);
  REQUIRE(target);
  const auto mover = make_move_action(std::move(*target), Replaceable{}, nullptr);
  RealEntry inner(scene.scratch.path("from"), "to");
  files::Visit inner_visit = inner.visit();
  CHECK(mover->owns(inner_visit));
  RealEntry other(scene.scratch.path("from"), "file");
  files::Visit other_visit = other.visit();
  CHECK_FALSE(mover->owns(other_visit));
}

TEST_CASE("transfer: what is at its destination already needs no moving", "[act][transfer]") {
  const Scene scene;
  RealEntry entry(scene.scratch.path("from"), "file");
  files::Visit visit = entry.visit();
  auto target = TargetDirectory::open(scene.scratch.path("from"), false);
  REQUIRE(target);
  const auto mover = make_move_action(std::move(*target), Replaceable{}, nullptr);
  CHECK(mover->perform(visit));
  CHECK(entry.messages().empty());
}

TEST_CASE("delete: a file that another has replaced while it waited is not deleted", "[act][delete]") {
  const Scene scene;
  RealEntry entry(scene.scratch.path("from"), "file");
  files::Visit visit = entry.visit();
  const auto deletion = make_delete_action();
  deletion->expect(visit);
  visit.has_waited = true;
  SECTION("replaced") {
    scene.scratch.rename("other", "from/file");
    CHECK_FALSE(deletion->perform(visit));
    CHECK(scene.scratch.exists("from/file"));
    CHECK(entry.messages().find("it has changed since it was looked at") != std::string::npos);
  }
  SECTION("only longer: it is the same") {
    scene.scratch.file("from/file", "text text");
    CHECK(deletion->perform(visit));
    CHECK_FALSE(scene.scratch.exists("from/file"));
  }
  SECTION("replaced by a command of the same expression") {
    scene.scratch.rename("other", "from/file");
    visit.is_touched = true;
    CHECK(deletion->perform(visit));
    CHECK_FALSE(scene.scratch.exists("from/file"));
  }
}

}  // namespace
}  // namespace findo::act
