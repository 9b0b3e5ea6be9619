#include "files/entry.hpp"

#include <vector>

#include <catch2/catch.hpp>

#include "files/visit.hpp"
#include "support/readers/faulty_reader.hpp"
#include "support/readers/memory_reader.hpp"

namespace findo::files {
namespace {

using tests::FaultyReader;
using tests::MemoryReader;
using tests::MemoryTree;
using tests::Operation;

/// A small tree, and an Entry that looks at the names in its top.
class Scene {
 public:
  Scene() {
    tree.add_file("file", 100);
    tree.add_directory("directory");
    tree.add_link("to file", "file");
    tree.add_link("broken", "nowhere");
    tree.add_link("through file", "file/x");
    tree.add_link("loop", "loop");
  }

  /// Looks at `name`; the directory has told `hint`.
  Entry& look_at(const char* name, FileType hint, LinkPolicy links = LinkPolicy::never, int depth = 1) {
    place = Place{&reader, nullptr, &root, depth, links, true};
    entry.move_to({name, static_cast<std::uint32_t>(std::strlen(name)), hint, 0});
    return entry;
  }
  std::size_t loads() const { return reader.calls(Operation::load_facts); }

  MemoryTree tree;
  MemoryReader memory{tree};
  FaultyReader reader{memory};
  Root root{"."};
  Place place;
  PathBuffer path;
  Entry entry{place, path};
};

int code_of(const base::Errno& error) { return error.code; }

// ---- names and paths

std::string base_name_of_root(const char* path) {
  Scene scene;
  return std::string(scene.look_at(path, FileType::unknown, LinkPolicy::never, 0).base_name());
}

TEST_CASE("entry: the base name of a root is its last component without trailing slashes", "[files][entry]") {
  CHECK(base_name_of_root("a") == "a");
  CHECK(base_name_of_root("a/b") == "b");
  CHECK(base_name_of_root("a/b/") == "b");
  CHECK(base_name_of_root("a//b///") == "b");
  CHECK(base_name_of_root("/a") == "a");
  CHECK(base_name_of_root("a/.") == ".");
  CHECK(base_name_of_root("..") == "..");
  CHECK(base_name_of_root("/") == "/");
  CHECK(base_name_of_root("///") == "/");
}

TEST_CASE("entry: below the root the base name is the name", "[files][entry]") {
  Scene scene;
  CHECK(scene.look_at("file", FileType::regular).base_name() == "file");
}

/// The path of "name" in the root's directory `descents`, and what of it is below the root.
std::pair<std::string, std::string> paths(const std::string& root_path,
                                          std::vector<std::string> descents = {}) {
  Scene scene;
  scene.root.path = root_path;
  scene.path.descend(root_path);
  for (const std::string& name : descents) scene.path.descend(name);
  Entry& entry =
      scene.look_at("name", FileType::regular, LinkPolicy::never, static_cast<int>(descents.size()) + 1);
  CHECK(std::string(entry.path_c_str()) == entry.path());
  return {std::string(entry.path()), std::string(entry.path_below_root())};
}

TEST_CASE("entry: paths keep the root as it was typed", "[files][entry]") {
  using Paths = std::pair<std::string, std::string>;
  CHECK(paths(".") == Paths{"./name", "name"});
  CHECK(paths("a", {"b", "c"}) == Paths{"a/b/c/name", "b/c/name"});
  CHECK(paths("a/") == Paths{"a/name", "name"});
  CHECK(paths("a//") == Paths{"a//name", "name"});
  CHECK(paths("./a///") == Paths{"./a///name", "name"});
  CHECK(paths("/") == Paths{"/name", "name"});
  CHECK(paths("//") == Paths{"//name", "name"});
}

TEST_CASE("entry: nothing of a root is below the root", "[files][entry]") {
  Scene scene;
  CHECK(scene.look_at("a/b/", FileType::unknown, LinkPolicy::never, 0).path_below_root().empty());
}

TEST_CASE("entry: the path follows when another name is looked at", "[files][entry]") {
  Scene scene;
  scene.path.descend("a");
  CHECK(scene.look_at("a long name", FileType::regular).path() == "a/a long name");
  CHECK(scene.look_at("b", FileType::regular).path() == "a/b");
}

TEST_CASE("entry: the path comes back after a descent", "[files][entry]") {
  PathBuffer path;
  path.descend("a");
  const std::size_t before = path.descend("b");
  CHECK(path.prefix() == "a/b/");
  path.ascend(before);
  CHECK(path.join("c") == "a/c");
}

// ---- types

TEST_CASE("entry: a type that the directory told costs no load", "[files][entry]") {
  Scene scene;
  CHECK(*scene.look_at("file", FileType::regular).type() == FileType::regular);
  CHECK(*scene.look_at("to file", FileType::symbolic_link).type() == FileType::symbolic_link);
  CHECK(*scene.look_at("file", FileType::regular, LinkPolicy::always).type() == FileType::regular);
  CHECK(scene.loads() == 0);
}

TEST_CASE("entry: a type that the directory did not tell costs one load", "[files][entry]") {
  Scene scene;
  Entry& entry = scene.look_at("directory", FileType::unknown);
  CHECK(entry.known_type() == FileType::unknown);
  CHECK(*entry.type() == FileType::directory);
  CHECK(*entry.type() == FileType::directory);
  CHECK(entry.known_type() == FileType::directory);
  CHECK(scene.loads() == 1);
}

TEST_CASE("entry: a link that is followed has the type of what it leads to, after one load",
          "[files][entry]") {
  Scene scene;
  Entry& entry = scene.look_at("to file", FileType::symbolic_link, LinkPolicy::always);
  CHECK(*entry.type() == FileType::regular);
  CHECK(*entry.type() == FileType::regular);
  CHECK(scene.loads() == 1);
}

TEST_CASE("entry: under -H only a root is followed", "[files][entry]") {
  Scene scene;
  const auto type = [&](int depth) {
    return *scene.look_at("to file", FileType::unknown, LinkPolicy::roots_only, depth).type();
  };
  CHECK(type(0) == FileType::regular);
  CHECK(type(1) == FileType::symbolic_link);
}

TEST_CASE("entry: a link that leads nowhere stands for itself", "[files][entry]") {
  Scene scene;
  for (const char* name : {"broken", "through file"}) {
    Entry& entry = scene.look_at(name, FileType::symbolic_link, LinkPolicy::always);
    CHECK(*entry.type() == FileType::symbolic_link);
    CHECK((*entry.facts(Fact::size))->size_bytes == scene.tree.facts_of(name).size_bytes);
  }
}

TEST_CASE("entry: a link that leads round in a circle is an error where links are followed",
          "[files][entry]") {
  Scene scene;
  CHECK(code_of(scene.look_at("loop", FileType::symbolic_link, LinkPolicy::always).type().error()) == ELOOP);
  CHECK(*scene.look_at("loop", FileType::symbolic_link).type() == FileType::symbolic_link);
}

TEST_CASE("entry: any other refusal is an error, whatever the link", "[files][entry]") {
  Scene scene;
  scene.reader.fail(Operation::load_facts, 1, EACCES);
  CHECK(code_of(scene.look_at("to file", FileType::symbolic_link, LinkPolicy::always).type().error()) ==
        EACCES);
}

TEST_CASE("entry: a type that was refused is asked for again, and the refusal repeated", "[files][entry]") {
  Scene scene;
  Entry& entry = scene.look_at("file", FileType::regular);
  entry.forget_type();
  scene.reader.fail(Operation::load_facts, 1, EACCES);
  CHECK(entry.known_type() == FileType::unknown);
  CHECK(code_of(entry.type().error()) == EACCES);
}

TEST_CASE("entry: what was refused for one name is not held against the next", "[files][entry]") {
  Scene scene;
  scene.look_at("file", FileType::regular).forget_type();
  CHECK(*scene.look_at("directory", FileType::directory).type() == FileType::directory);
  CHECK(scene.loads() == 0);
}

// ---- facts

TEST_CASE("entry: facts are loaded once, and other facts once more", "[files][entry]") {
  Scene scene;
  Entry& entry = scene.look_at("file", FileType::regular);
  CHECK((*entry.facts(Fact::size))->size_bytes == 100);
  CHECK((*entry.facts(Fact::size))->loaded.holds(Fact::size | Fact::type));
  CHECK(scene.loads() == 1);
}

/// Loads no more than it is asked for, as a file system may.
class SparingReader : public MemoryReader {
 public:
  using MemoryReader::MemoryReader;
  base::Status<base::Errno> load_facts(const OpenDirectory* parent, const char* name, FollowLinks follow,
                                       FactSet wanted, Facts& facts) override {
    requests.push_back(wanted);
    const auto status = MemoryReader::load_facts(parent, name, follow, wanted, facts);
    facts.loaded = wanted.certain();
    return status;
  }
  std::vector<FactSet> requests;
};

TEST_CASE("entry: a second load asks for all that is wanted by then", "[files][entry]") {
  Scene scene;
  SparingReader reader(scene.tree);
  Entry& entry = scene.look_at("file", FileType::regular);
  scene.place.reader = &reader;
  CHECK(entry.facts(Fact::size));
  CHECK(entry.facts(Fact::user));
  CHECK(entry.facts(Fact::user | Fact::size));
  CHECK(reader.requests ==
        std::vector<FactSet>{Fact::type | Fact::size, Fact::type | Fact::size | Fact::user});
}

TEST_CASE("entry: a birth time that is not known is asked for once", "[files][entry]") {
  Scene scene;
  Entry& entry = scene.look_at("file", FileType::regular);
  for (int time = 0; time < 2; ++time) {
    const auto facts = entry.facts(Fact::birth_time);
    REQUIRE(facts);
    CHECK_FALSE((*facts)->loaded.holds(Fact::birth_time));
  }
  CHECK(scene.loads() == 1);
}

TEST_CASE("entry: facts of one name are not taken for those of the next", "[files][entry]") {
  Scene scene;
  CHECK(scene.look_at("file", FileType::regular).facts(Fact::size));
  CHECK((*scene.look_at("to file", FileType::symbolic_link).facts(Fact::size))->size_bytes == 4);
  CHECK((*scene.look_at("to file", FileType::symbolic_link).followed_facts(Fact::size))->size_bytes == 100);
  CHECK((*scene.look_at("broken", FileType::symbolic_link, LinkPolicy::always).unfollowed_facts(Fact::size))
            ->size_bytes == 7);
}

TEST_CASE("entry: a link can be looked at both ways, each loaded once", "[files][entry]") {
  for (LinkPolicy links : {LinkPolicy::never, LinkPolicy::always}) {
    Scene scene;
    Entry& entry = scene.look_at("to file", FileType::symbolic_link, links);
    const bool follows = links == LinkPolicy::always;
    const auto ask = [&] {
      CHECK((*entry.facts(Fact::size))->size_bytes == (follows ? 100 : 4));
      const auto other = follows ? entry.unfollowed_facts(Fact::size) : entry.followed_facts(Fact::size);
      CHECK((*other)->size_bytes == (follows ? 4 : 100));
    };
    ask();
    ask();
    CHECK(scene.loads() == 2);
  }
}

TEST_CASE("entry: following a link on request tells why it leads nowhere", "[files][entry]") {
  Scene scene;
  const auto code = [&](const char* name) {
    return scene.look_at(name, FileType::symbolic_link).followed_facts(Fact::type).error().code;
  };
  CHECK(code("broken") == ENOENT);
  CHECK(code("through file") == ENOTDIR);
  CHECK(code("loop") == ELOOP);
}

TEST_CASE("entry: a failed load leaves what is known", "[files][entry]") {
  Scene scene;
  SparingReader sparing(scene.tree);
  FaultyReader reader(sparing);
  reader.fail(Operation::load_facts, 2, EIO);
  Entry& entry = scene.look_at("file", FileType::regular);
  scene.place.reader = &reader;
  CHECK(entry.facts(Fact::size));
  CHECK(code_of(entry.facts(Fact::user).error()) == EIO);
  CHECK((*entry.facts(Fact::size))->size_bytes == 100);
  CHECK(reader.calls(Operation::load_facts) == 2);
}

TEST_CASE("entry: facts that were kept over a suspension need no second load", "[files][entry]") {
  Scene scene;
  CHECK(scene.look_at("file", FileType::unknown).facts(Fact::size));
  const Facts kept = scene.entry.kept_facts();
  scene.tree.facts_of("file").size_bytes = 5;
  Entry& entry = scene.look_at("file", FileType::unknown);
  entry.restore_facts(kept);
  CHECK(entry.known_type() == FileType::regular);
  CHECK((*entry.facts(Fact::size))->size_bytes == 100);
  CHECK(scene.loads() == 1);
}

TEST_CASE("entry: targets and access are asked of the reader", "[files][entry]") {
  Scene scene;
  CHECK(*scene.look_at("to file", FileType::symbolic_link).link_target() == "file");
  CHECK(scene.look_at("file", FileType::regular).check_access(Access::read));
  CHECK(code_of(scene.look_at("file", FileType::regular).check_access(Access::execute).error()) == EACCES);
}

// ---- reports

TEST_CASE("visit: a failure is reported with its path, quoted, and counts as one", "[files][visit]") {
  Scene scene;
  scene.path.descend("a\033[2J");
  base::Rendered rendered;
  Visit visit{.entry = scene.look_at("file", FileType::regular), .rendered = rendered};
  visit.report(base::Errno{EACCES});
  REQUIRE(rendered.runs().size() == 1);
  CHECK(rendered.runs()[0].is_failure);
  CHECK(rendered.runs()[0].stream == base::StreamId::standard_error);
  CHECK(rendered.bytes() == "findo: $'a\\033[2J/file': Permission denied\n");
}

TEST_CASE("visit: a vanished file is forgiven where races are, another failure is not", "[files][visit]") {
  Scene scene;
  base::Rendered rendered;
  Visit visit{
      .entry = scene.look_at("file", FileType::regular), .rendered = rendered, .forgive_missing = true};
  visit.report(base::Errno{ENOENT});
  CHECK(rendered.empty());
  visit.report(base::Errno{EIO});
  CHECK(rendered.bytes() == "findo: 'file': Input/output error\n");
}

}  // namespace
}  // namespace findo::files
