// Expectations are what bfs 2.6 writes, save for escapes, which later versions have.
#include "output/coloured_path.hpp"

#include <optional>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "files/readers.hpp"
#include "support/readers/faulty_reader.hpp"
#include "support/readers/memory_reader.hpp"
#include "support/temporary_directory.hpp"
#include "unit/files/give_capability.hpp"
#include "unit/output/in_zone.hpp"

using findo::files::FileType;
using findo::files::LinkPolicy;
using findo::output::append_coloured_directory;
using findo::output::append_coloured_link_target;
using findo::output::append_coloured_path;
using findo::output::Colours;
using findo::output::parse_colours;
using findo::tests::FaultyReader;
using findo::tests::InLocale;
using findo::tests::MemoryReader;
using findo::tests::MemoryTree;
using findo::tests::Operation;

namespace {

namespace files = findo::files;

/// Colours that can be read: [di:text], and so on.
const std::string kReadable =
    "lc=[:rc=\\::ec=]:di=di:fi=fi:ln=ln:or=or:mi=mi:ex=ex:su=su:sg=sg:tw=tw:ow=ow:st=st:pi=pi:*.c=c";
const std::string kPlainReadable = kReadable + ":su=0:sg=0:ex=0:tw=0:ow=0:st=0";

class World {
 public:
  explicit World(const std::string& rules = kReadable) {
    auto parsed = parse_colours(rules.c_str(), nullptr);
    if (!parsed) FAIL(parsed.error().message);
    colours.emplace(std::move(*parsed));
    for (const char* directory : {"d", "d/e"}) tree.add_directory(directory);
    for (const char* file : {"d/f.c", "d/e/g", "x"}) tree.add_file(file);
    tree.facts_of("x").permissions = 0755;
    const char* const links[][2] = {{"d/good", "e"}, {"d/broken", "nowhere"}, {"d/loop", "loop"}};
    for (const auto& [link, target] : links) tree.add_link(link, target);
  }

  /// Calls `use` with an entry: `name` in `directory` as the walk meets it, or a root where that is null.
  template <class Use>
  std::string with(const char* directory, const char* name, FileType hint, Use&& use) {
    const files::Root root{directory ? directory : name};
    std::unique_ptr<files::OpenDirectory> parent;
    if (directory) parent = std::move(*reader.open_directory(nullptr, directory, files::FollowLinks::yes));
    const files::Place place{&reader, parent.get(), &root, directory ? 1 : 0, policy};
    files::PathBuffer buffer;
    if (directory) buffer.descend(directory);
    files::Entry entry(place, buffer);
    entry.move_to({name, static_cast<std::uint32_t>(std::strlen(name)), hint, 0});
    std::string out;
    use(out, entry);
    return out;
  }

  std::string path(const char* directory, const char* name, FileType hint = FileType::unknown) {
    return with(directory, name, hint,
                [&](std::string& out, files::Entry& entry) { append_coloured_path(out, entry, *colours); });
  }
  std::string root(const char* name) { return path(nullptr, name); }

  std::string target(const char* directory, const char* name) {
    return with(directory, name, FileType::unknown, [&](std::string& out, files::Entry& entry) {
      append_coloured_link_target(out, entry, *entry.link_target(), *colours);
    });
  }
  /// The target of a new link in the directory d.
  std::string target(const char* text) {
    tree.add_link("d/new", text);
    std::string out = target("d", "new");
    tree.remove("d/new");
    return out;
  }

  std::size_t calls() const { return reader.calls(Operation::load_facts); }

  std::optional<Colours> colours;
  MemoryTree tree;
  MemoryReader memory{tree};
  FaultyReader reader{memory};
  LinkPolicy policy = LinkPolicy::never;
};

}  // namespace

TEST_CASE("coloured path: directories with their slash, then the name", "[output][colours]") {
  World world;
  CHECK(world.path("d", "f.c") == "[di:d/][c:f.c]");
  CHECK(world.path("d", "e") == "[di:d/][di:e]");
  CHECK(world.path("d/e", "g") == "[di:d/e/][fi:g]");
  CHECK(world.path(".", "x") == "[di:./][ex:x]");
  CHECK(world.path("./d//", "e") == "[di:./d//][di:e]");
}

TEST_CASE("coloured path: a root has parts like any path", "[output][colours]") {
  World world;
  CHECK(world.root(".") == "[di:.]");
  CHECK(world.root("./") == "[di:./]");
  CHECK(world.root("/") == "[di:/]");
  CHECK(world.root("//") == "[di:/][di:/]");
  CHECK(world.root("///") == "[di://][di:/]");
  CHECK(world.root("d") == "[di:d]");
  CHECK(world.root("d//") == "[di:d//]");
  CHECK(world.root("d/e/") == "[di:d/][di:e/]");
  CHECK(world.root("d/..") == "[di:d/][di:..]");
  CHECK(world.root("//d") == "[di://][di:d]");
  CHECK(world.root("x") == "[ex:x]");
  CHECK(world.root("d/broken") == "[di:d/][or:broken]");
}

TEST_CASE("coloured path: text without a colour has nothing around it", "[output][colours]") {
  World world("lc=[:rc=\\::ec=]:di=di:ex=0");
  CHECK(world.path("d", "f.c") == "[di:d/]f.c");
  World plain("lc=[:rc=\\::ec=]:di=0:ex=0:no=no");
  CHECK(plain.path("d", "f.c") == "d/[no:f.c]");
}

TEST_CASE("coloured path: a part of the path is coloured like the whole", "[output][colours]") {
  World world;
  const auto part = [&](const char* text) {
    return world.with("d/e", "g", FileType::unknown, [&](std::string& out, files::Entry& entry) {
      append_coloured_path(out, entry, text, *world.colours);
    });
  };
  CHECK(part("e/g") == "[di:e/][fi:g]");
  CHECK(part("g") == "[fi:g]");
  CHECK(part("") == "");
}

TEST_CASE("coloured path: a directory alone is one part", "[output][colours]") {
  std::string out;
  append_coloured_directory(out, "d/e", *World().colours);
  append_coloured_directory(out, "", *World().colours);
  CHECK(out == "[di:d/e]");
}

TEST_CASE("coloured path: links lead somewhere or nowhere", "[output][colours]") {
  World world;
  CHECK(world.path("d", "good") == "[di:d/][ln:good]");
  CHECK(world.path("d", "broken") == "[di:d/][or:broken]");
  CHECK(world.path("d", "loop") == "[di:d/][or:loop]");
}

TEST_CASE("coloured path: where links are followed only broken ones are links", "[output][colours]") {
  World world;
  world.policy = LinkPolicy::always;
  for (const FileType hint : {FileType::unknown, FileType::symbolic_link}) {
    CHECK(world.path("d", "good", hint) == "[di:d/][di:good]");
    CHECK(world.path("d", "broken", hint) == "[di:d/][or:broken]");
    CHECK(world.path("d", "loop", hint) == "[di:d/][mi:loop]");
  }
}

TEST_CASE("coloured path: ln=target colours a link as what it leads to, by its own name",
          "[output][colours]") {
  World world(kReadable + ":ln=target");
  world.tree.add_link("d/to_x", "../x");
  world.tree.add_link("d/to_g.c", "e/g");
  CHECK(world.path("d", "good") == "[di:d/][di:good]");
  CHECK(world.path("d", "to_x") == "[di:d/][ex:to_x]");
  CHECK(world.path("d", "to_g.c") == "[di:d/][c:to_g.c]");
  CHECK(world.path("d", "broken") == "[di:d/][or:broken]");
  CHECK(world.path("d", "loop") == "[di:d/][or:loop]");
}

TEST_CASE(
    "coloured path: what cannot be looked at has the colour of its listed type, else of what is missing",
    "[output][colours]") {
  World world;
  CHECK(world.path("d", "gone.c", FileType::regular) == "[di:d/][c:gone.c]");
  CHECK(world.path("d", "gone", FileType::directory) == "[di:d/][di:gone]");
  CHECK(world.path("d", "gone") == "[di:d/][mi:gone]");
  World plain(kReadable + ":mi=0:or=0");
  CHECK(plain.path("d", "gone") == "[di:d/]gone");
}

TEST_CASE("coloured path: no call is made for a key that is off", "[output][colours]") {
  World plain(kPlainReadable + ":or=0");
  CHECK(plain.path("d", "f.c", FileType::regular) == "[di:d/][c:f.c]");
  CHECK(plain.path("d", "e", FileType::directory) == "[di:d/][di:e]");
  CHECK(plain.path("d", "broken", FileType::symbolic_link) == "[di:d/][ln:broken]");
  CHECK(plain.path("d", "p", FileType::fifo) == "[di:d/][pi:p]");
  CHECK(plain.calls() == 0);
  CHECK(plain.reader.calls(Operation::open_descriptor) == 0);
}

TEST_CASE("coloured path: one call at most is made for an entry", "[output][colours]") {
  const auto calls = [](const std::string& rules, const char* name, FileType hint) {
    World world(kReadable + rules);
    world.path("d", name, hint);
    return world.calls();
  };
  CHECK(calls("", "f.c", FileType::regular) == 1);
  CHECK(calls(":mh=1", "f.c", FileType::regular) == 1);
  CHECK(calls("", "e", FileType::directory) == 1);
  CHECK(calls("", "good", FileType::symbolic_link) == 1);
  CHECK(calls("", "broken", FileType::symbolic_link) == 1);
  CHECK(calls(":ln=target", "good", FileType::symbolic_link) == 1);
  CHECK(calls("", "p", FileType::fifo) == 0);
}

TEST_CASE("coloured path: a link that was followed in vain is not followed again", "[output][colours]") {
  World world;
  world.policy = LinkPolicy::always;
  world.path("d", "broken", FileType::symbolic_link);
  CHECK(world.calls() == 2);  // what it leads to, which is not there, and the link itself
}

TEST_CASE("coloured path: under ln=target a link has the capabilities of what it leads to",
          "[output][colours]") {
  const findo::support::TemporaryDirectory top("colours");
  findo::support::write_file(top.path() + "/able", "");
  REQUIRE(symlink("able", (top.path() + "/link").c_str()) == 0);
  if (!findo::tests::give_capability(top.path() + "/able")) {
    WARN("this user, or this file system, cannot give a file capabilities");
    return;
  }
  const auto colours = parse_colours((kReadable + ":ca=ca:ln=target").c_str(), nullptr);
  REQUIRE(colours);
  const auto reader = files::make_reader(files::ReaderKind::automatic);
  const files::Root root{top.path() + "/link"};
  const files::Place place{reader.get(), nullptr, &root};
  files::PathBuffer buffer;
  files::Entry entry(place, buffer);
  entry.move_to({root.path.c_str(), static_cast<std::uint32_t>(root.path.size()), FileType::unknown, 0});
  std::string out;
  append_coloured_path(out, entry, "link", *colours);
  append_coloured_link_target(out, entry, "able", *colours);
  CHECK(out == "[ca:link][ca:able]");
}

#ifdef FINDO_LINUX_READER  // others know none, and do not ask
TEST_CASE("coloured path: capabilities are asked for only with their key", "[output][colours]") {
  World without;
  without.path("d", "f.c", FileType::regular);
  CHECK(without.reader.calls(Operation::open_descriptor) == 0);
  World with(kReadable + ":ca=1");
  CHECK(with.path("d", "f.c", FileType::regular) == "[di:d/][c:f.c]");
  CHECK(with.reader.calls(Operation::open_descriptor) == 1);
}
#endif

TEST_CASE("coloured target: directories that are there, then what it leads to", "[output][colours]") {
  World world;
  CHECK(world.target("f.c") == "[c:f.c]");
  CHECK(world.target("e/g") == "[di:e/][fi:g]");
  CHECK(world.target("../x") == "[di:../][ex:x]");
  CHECK(world.target("/d/e//g") == "[di:/d/e//][fi:g]");
  CHECK(world.target("e//") == "[di:e//]");
  CHECK(world.target("good/g") == "[di:good/][fi:g]");
  CHECK(world.target(".") == "[di:.]");
  CHECK(world.target("/") == "[di:/]");
}

TEST_CASE("coloured target: from the first component that is missing, all is", "[output][colours]") {
  World world;
  CHECK(world.target("nowhere") == "[mi:nowhere]");
  CHECK(world.target("nowhere/") == "[mi:nowhere/]");
  CHECK(world.target("e/no") == "[di:e/][mi:no]");
  CHECK(world.target("e/no/a/b//c") == "[di:e/][mi:no/a/b//][mi:c]");
  CHECK(world.target("f.c/a/b") == "[mi:f.c/a/][mi:b]");
  CHECK(world.target("f.c/") == "[mi:f.c/]");
  CHECK(world.target("broken/b") == "[mi:broken/][mi:b]");
  CHECK(world.target("//no/b") == "[di://][mi:no/][mi:b]");
  CHECK(world.target("new/b") == "[mi:new/][mi:b]");
}

TEST_CASE("coloured target: what is missing falls back to the colour of orphans, or to none",
          "[output][colours]") {
  CHECK(World(kReadable + ":mi=0").target("e/no") == "[di:e/][or:no]");
  CHECK(World(kReadable + ":mi=0:or=0:no=no").target("e/no/b") == "[di:e/]no/b");
}

TEST_CASE("coloured target: it is never coloured as a link", "[output][colours]") {
  World world;
  CHECK(world.target("good") == "[di:good]");
  CHECK(world.target("broken") == "[mi:broken]");
}

TEST_CASE("coloured target: of a root it is looked up from the root's directory", "[output][colours]") {
  World world;
  CHECK(world.target(nullptr, "d/good") == "[di:e]");
  CHECK(world.target(nullptr, "d/broken") == "[mi:nowhere]");
  world.tree.add_link("top", "d/f.c");
  CHECK(world.target(nullptr, "top") == "[di:d/][c:f.c]");
  world.tree.add_link("d/absolute", "/d/e");
  CHECK(world.target(nullptr, "d/absolute") == "[di:/d/][di:e]");
}

TEST_CASE("coloured target: one that is there costs one call", "[output][colours]") {
  World world;
  const auto calls = [&](const char* text) {
    const std::size_t before = world.calls();
    world.with(nullptr, "d/good", FileType::symbolic_link, [&](std::string& out, files::Entry& entry) {
      append_coloured_link_target(out, entry, text, *world.colours);
    });
    return world.calls() - before;
  };
  CHECK(calls("e/../e/g") == 1);
  CHECK(calls("e/../e/no") == 2);
}

TEST_CASE("coloured path: a part that a terminal must not be sent is escaped, and no other",
          "[output][colours]") {
  World world;
  world.tree.add_directory("d/a\nb");
  world.tree.add_file("d/a\nb/x'y \\");
  world.tree.add_file("d/\033[31m");
  CHECK(world.path("d/a\nb", "x'y \\") == "[di:$'d/a\\nb/'][fi:x'y \\]");
  CHECK(world.path("d", "\033[31m") == "[di:d/][fi:$'\\e[31m']");
  CHECK(world.target("\x01") == "[mi:$'\\x01']");
  World plain("di=0:ex=0");
  CHECK(plain.path("d", "\x7F", FileType::regular) == "d/$'\\x7F'");
}

TEST_CASE("coloured path: characters of the locale stay as they are", "[output][colours]") {
  World world;
  CHECK(world.path("d", "\xC3\xA9", FileType::fifo) == "[di:d/][pi:$'\\xC3\\xA9']");
  const InLocale utf8("C.UTF-8");
  REQUIRE(utf8.found());
  CHECK(world.path("d", "\xC3\xA9", FileType::fifo) == "[di:d/][pi:\xC3\xA9]");
  CHECK(world.path("d", "\xC3", FileType::fifo) == "[di:d/][pi:$'\\xC3']");
}
