#include "files/kept_entry.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "files/readers.hpp"
#include "support/temporary_directory.hpp"

namespace findo::files {
namespace {

/// A walk's view of one directory, which is gone when the walk goes on.
struct View {
  View(Reader& reader, const std::string& top) : root{top} {
    auto opened = reader.open_directory(nullptr, top.c_str(), FollowLinks::no);
    REQUIRE(opened);
    directory = std::move(*opened);
    place = {&reader, directory.get(), &root, 1, LinkPolicy::never, true};
    path.descend(top);
  }
  Root root;
  std::unique_ptr<OpenDirectory> directory;
  Place place;
  PathBuffer path;
  Entry entry{place, path};
};

class Scene {
 public:
  Scene() {
    support::write_file(directory_.path() + "/file", "12345");
    support::write_file(directory_.path() + "/other", "1");
  }
  std::unique_ptr<View> view() { return std::make_unique<View>(*reader_, directory_.path()); }
  const std::string& path() const { return directory_.path(); }

 private:
  support::TemporaryDirectory directory_{"kept"};
  std::unique_ptr<Reader> reader_ = make_reader(ReaderKind::automatic);
};

TEST_CASE("kept entry: it outlives names, paths and directory of the walk", "[files][kept]") {
  Scene scene;
  auto view = scene.view();
  view->entry.move_to({"file", 4, FileType::regular, 0});
  KeptDirectories directories;
  const auto shared = directories.share(view->entry);
  REQUIRE(shared);
  KeptEntry kept(view->entry, *shared);
  view.reset();
  CHECK(kept.entry().path() == scene.path() + "/file");
  CHECK(kept.entry().name() == "file");
  CHECK(kept.entry().known_type() == FileType::regular);
  const auto facts = kept.entry().facts(Fact::size);
  REQUIRE(facts);
  CHECK((*facts)->size_bytes == 5);
}

TEST_CASE("kept entry: it is found in its directory, whatever has come into the way", "[files][kept]") {
  Scene scene;
  const std::string inner = scene.path() + "/inner";
  mkdir(inner.c_str(), 0755);
  support::write_file(inner + "/x", "123");
  const auto reader = make_reader(ReaderKind::automatic);
  View view(*reader, inner);
  view.entry.move_to({"x", 1, FileType::regular, 0});
  KeptDirectories directories;
  const auto shared = directories.share(view.entry);
  REQUIRE(shared);
  KeptEntry kept(view.entry, *shared);
  rename(inner.c_str(), (scene.path() + "/elsewhere").c_str());
  const auto facts = kept.entry().facts(Fact::size);
  REQUIRE(facts);
  CHECK((*facts)->size_bytes == 3);
}

TEST_CASE("kept entry: what is known of it stays known", "[files][kept]") {
  Scene scene;
  const auto view = scene.view();
  view->entry.move_to({"file", 4, FileType::regular, 0});
  REQUIRE(view->entry.facts(Fact::size));
  KeptDirectories directories;
  KeptEntry kept(view->entry, *directories.share(view->entry));
  support::write_file(scene.path() + "/file", "longer than before");
  CHECK((*kept.entry().facts(Fact::size))->size_bytes == 5);
}

TEST_CASE("kept entry: entries of one directory share it, until the search leaves", "[files][kept]") {
  Scene scene;
  const auto view = scene.view();
  KeptDirectories directories;
  view->entry.move_to({"file", 4, FileType::regular, 0});
  auto first = std::make_unique<KeptEntry>(view->entry, *directories.share(view->entry));
  view->entry.move_to({"other", 5, FileType::regular, 0});
  auto second = std::make_unique<KeptEntry>(view->entry, *directories.share(view->entry));
  CHECK(directories.count() == 1);
  directories.change_directory();
  CHECK(directories.count() == 1);
  const KeptEntry third(view->entry, *directories.share(view->entry));
  CHECK(directories.count() == 2);
  first.reset();
  second.reset();
  CHECK(directories.count() == 1);
}

TEST_CASE("kept entry: a root needs no directory", "[files][kept]") {
  const auto reader = make_reader(ReaderKind::automatic);
  Scene scene;
  KeptDirectories directories;
  std::unique_ptr<KeptEntry> kept;
  {
    const Root root{scene.path() + "/file"};
    const Place place{reader.get(), nullptr, &root, 0, LinkPolicy::never, true};
    PathBuffer path;
    Entry entry(place, path);
    entry.move_to({root.path.c_str(), static_cast<std::uint32_t>(root.path.size()), FileType::unknown, 0});
    kept = std::make_unique<KeptEntry>(entry, *directories.share(entry));
  }
  CHECK(kept->entry().path() == scene.path() + "/file");
  CHECK(kept->entry().base_name() == "file");
  CHECK((*kept->entry().facts(Fact::size))->size_bytes == 5);
}

}  // namespace
}  // namespace findo::files
