// The contract of files/reader.hpp for directories: opening, listing, going up and down. Every reader keeps
// it, and where the system has an answer of its own, it is that answer.

#include <algorithm>
#include <numeric>
#include <set>
#include <sys/socket.h>
#include <sys/un.h>

#include "contract/reader_worlds.hpp"

namespace findo::tests {
namespace {

using files::FileType;
using files::FollowLinks;

std::size_t count_descriptors() {
  const std::filesystem::directory_iterator all("/dev/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

// ---- listing

TEMPLATE_LIST_TEST_CASE("readers: list what readdir lists, in its order", "[contract][listing]", Worlds) {
  Sandbox sandbox;
  for (int i = 0; i < 300; ++i) make_file("file" + std::to_string(i * 7919 % 1000));
  for (int i = 0; i < 30; ++i) make_directory("directory" + std::to_string(i));
  make_file(".hidden");
  make_file("...");
  TestType world;
  std::vector<std::string> expected;
  for (const auto& [name, type] : read_plainly(open_plainly(AT_FDCWD, "."))) expected.push_back(name);
  const Opened directory = open_well(world.reader(), nullptr, ".");
  CHECK(names_of(read_well(world.reader(), *directory)) == expected);
}

TEMPLATE_LIST_TEST_CASE("readers: hint at the type that the directory tells, and at the inode or at none",
                        "[contract][listing]", Worlds) {
  Sandbox sandbox;
  make_file("regular");
  make_directory("directory");
  make_link("link", "regular");
  make_link("broken", "nowhere");
  REQUIRE(mkfifo("fifo", 0600) == 0);
  const base::Descriptor listener(socket(AF_UNIX, SOCK_STREAM, 0));
  sockaddr_un address{AF_UNIX, "socket"};
  REQUIRE(bind(listener.number(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  if (geteuid() == 0) (void)mknod("device", S_IFCHR | 0600, 0x0103);
  TestType world;
  const Opened directory = open_well(world.reader(), nullptr, ".");
  const auto expected = read_plainly(open_plainly(AT_FDCWD, "."));
  const auto entries = read_well(world.reader(), *directory);
  REQUIRE(entries.size() == expected.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    INFO(entries[i].name);
    CHECK(entries[i].type == expected[i].second);
    const std::uint64_t inode = facts_of(entries[i].name, FollowLinks::no).inode;
    CHECK((entries[i].inode == 0 || entries[i].inode == inode));
  }
}

TEMPLATE_LIST_TEST_CASE("readers: a name is any bytes but slash and NUL, up to the longest",
                        "[contract][listing]", Worlds) {
  Sandbox sandbox;
  std::set<std::string> expected{std::string(255, 'n'), std::string(255, '\xFF'), "a\nb", " ", "-print"};
  for (int byte = 1; byte < 256; ++byte) {
    if (byte != '/') expected.insert(std::string("x") + static_cast<char>(byte));
    if (byte != '/' && byte != '.') expected.insert(std::string(1, static_cast<char>(byte)));
  }
  for (const std::string& name : expected) make_file(name);
  TestType world;
  const Opened directory = open_well(world.reader(), nullptr, ".");
  const auto names = names_of(read_well(world.reader(), *directory));
  CHECK(names.size() == expected.size());
  CHECK(std::set<std::string>(names.begin(), names.end()) == expected);
  for (const std::string& name : names) {
    files::Facts facts{};
    INFO(name);
    REQUIRE(
        world.reader().load_facts(directory.get(), name.c_str(), FollowLinks::no, files::Fact::inode, facts));
    CHECK(facts.inode == facts_of(name, FollowLinks::no).inode);
  }
}

TEMPLATE_LIST_TEST_CASE("readers: an empty directory ends at once, and again when asked again",
                        "[contract][listing]", Worlds) {
  Sandbox sandbox;
  make_directory("empty");
  TestType world;
  const Opened directory = open_well(world.reader(), nullptr, "empty");
  files::NameBatch batch;
  batch.names.resize(3);
  for (int time = 0; time < 2; ++time) {
    CHECK(world.reader().read_batch(*directory, batch));
    CHECK(batch.names.empty());
  }
}

TEMPLATE_LIST_TEST_CASE("readers: a batch serves several directories, one after the other",
                        "[contract][listing]", Worlds) {
  Sandbox sandbox;
  make_directory("a");
  make_file("a/in a");
  make_directory("b");
  make_file("b/in b");
  TestType world;
  files::NameBatch batch;
  for (const std::string name : {"a", "b"}) {
    const Opened directory = open_well(world.reader(), nullptr, name);
    REQUIRE(world.reader().read_batch(*directory, batch));
    REQUIRE(batch.names.size() == 1);
    CHECK(std::string(batch.names[0].name) == "in " + name);
  }
}

template <class World>
void check_wide(const std::vector<std::pair<std::string, FileType>>& expected) {
  World world;
  const Opened directory = open_well(world.reader(), nullptr, ".");
  const auto entries = read_well(world.reader(), *directory);
  CHECK(std::equal(entries.begin(), entries.end(), expected.begin(), expected.end(),
                   [](const Entry& a, const auto& b) { return a.name == b.first && a.type == b.second; }));
}

template <class... Each>
void check_wide_in_each(std::tuple<Each...>*, const std::vector<std::pair<std::string, FileType>>& expected) {
  (check_wide<Each>(expected), ...);
}

TEST_CASE("readers: 200,000 names in one directory come all, once and in order", "[contract][listing]") {
  Sandbox sandbox;
  constexpr int kNames = 200'000;
  constexpr int kNamesPerFile =
      50'000;  // hard links are made much faster than files; ext4 allows 65,000 to each
  std::string file;
  int failures = 0;
  for (int i = 0; i < kNames; ++i) {
    const std::string name = "name" + std::to_string(i);
    if (i % kNamesPerFile == 0) make_file(file = name);
    if (name != file && link(file.c_str(), name.c_str()) != 0) ++failures;
  }
  REQUIRE(failures == 0);
  const auto expected = read_plainly(open_plainly(AT_FDCWD, "."));
  REQUIRE(expected.size() == kNames);
  check_wide_in_each(static_cast<Worlds*>(nullptr), expected);
}

TEMPLATE_LIST_TEST_CASE("readers: a directory that is removed while it is open is at its end",
                        "[contract][listing]", Worlds) {
  Sandbox sandbox;
  make_directory("doomed");
  TestType world;
  const Opened directory = open_well(world.reader(), nullptr, "doomed");
  world.remove_directory("doomed");
  CHECK(
      read_well(world.reader(), *directory).empty());  // as readdir(3) has it, though getdents(2) says ENOENT
  files::Facts facts{};
  const auto loaded =
      world.reader().load_facts(directory.get(), "x", FollowLinks::no, files::Fact::type, facts);
  CHECK(error_of(loaded) == ENOENT);
}

// ---- opening

TEMPLATE_LIST_TEST_CASE("readers: say as open(2) does why a directory cannot be opened",
                        "[contract][opening]", Worlds) {
  Sandbox sandbox;
  make_directory("directory");
  make_file("file");
  REQUIRE(mkfifo("fifo", 0600) == 0);  // opening it as a file would wait for a writer
  make_link("to directory", "directory");
  make_link("to file", "file");
  make_link("broken", "nowhere");
  make_link("through file", "file/x");
  make_link("loop", "loop");
  make_link("to long", std::string(256, 'n'));
  TestType world;
  struct Row {
    std::string name;
    int unfollowed, followed;
  };
  const std::vector<Row> rows{{"directory", 0, 0},
                              {"directory/", 0, 0},
                              {"directory/.", 0, 0},
                              {".", 0, 0},
                              {"..", 0, 0},
                              {"file", ENOTDIR, ENOTDIR},
                              {"file/", ENOTDIR, ENOTDIR},
                              {"file/x", ENOTDIR, ENOTDIR},
                              {"fifo", ENOTDIR, ENOTDIR},
                              {"nowhere", ENOENT, ENOENT},
                              {"nowhere/x", ENOENT, ENOENT},
                              {"to directory", ENOTDIR, 0},
                              {"to directory/", 0, 0},
                              {"to directory/..", 0, 0},
                              {"to file", ENOTDIR, ENOTDIR},
                              {"broken", ENOTDIR, ENOENT},
                              {"broken/", ENOENT, ENOENT},
                              {"through file", ENOTDIR, ENOTDIR},
                              {"loop", ENOTDIR, ELOOP},
                              {"loop/", ELOOP, ELOOP},
                              {"to long", ENOTDIR, ENAMETOOLONG},
                              {"", ENOENT, ENOENT},
                              {std::string(256, 'n'), ENAMETOOLONG, ENAMETOOLONG},
                              {std::string(PATH_MAX, '/'), ENAMETOOLONG, ENAMETOOLONG}};
  for (const Row& row : rows) {
    INFO('"' << row.name.substr(0, 40) << '"');
    CHECK(error_of_open(world.reader(), row.name, FollowLinks::no) == row.unfollowed);
    CHECK(error_of_open(world.reader(), row.name, FollowLinks::yes) == row.followed);
  }
}

TEMPLATE_LIST_TEST_CASE("readers: know an open directory's identity", "[contract][opening]", Worlds) {
  Sandbox sandbox;
  make_directory("directory");
  make_link("link", "directory");
  TestType world;
  const auto expected = facts_of("directory", FollowLinks::no);
  for (const char* name : {"directory", "link"}) {
    const auto opened = world.reader().open_directory(nullptr, name, FollowLinks::yes);
    REQUIRE(opened);
    const auto identity = world.reader().load_identity(**opened);
    REQUIRE(identity);
    CHECK(*identity == files::Identity{expected.device, expected.inode});
  }
}

TEMPLATE_LIST_TEST_CASE("readers: go up again by \"..\", to where the directory really is",
                        "[contract][opening]", Worlds) {
  Sandbox sandbox;
  make_directory("a");
  make_directory("a/b");
  make_directory("elsewhere");
  make_link("elsewhere/link", "../a/b");
  TestType world;
  files::Reader& reader = world.reader();
  const auto expected = facts_of("a", FollowLinks::no);
  for (const char* way : {"a/b", "elsewhere/link", "a/b/.", "a/b/"}) {
    INFO(way);
    const auto child = reader.open_directory(nullptr, way, FollowLinks::yes);
    REQUIRE(child);
    const Opened parent = open_well(reader, child->get(), "..");
    CHECK(*reader.load_identity(*parent) == files::Identity{expected.device, expected.inode});
  }
}

TEMPLATE_LIST_TEST_CASE("readers: a directory reached from below outlives the one below",
                        "[contract][opening]", Worlds) {
  Sandbox sandbox;
  make_directory("a");
  make_directory("a/b");
  make_directory("a/other");
  make_file("a/other/file");
  TestType world;
  Opened child = open_well(world.reader(), nullptr, "a/b");
  const Opened parent = open_well(world.reader(), child.get(), "..");
  child.reset();
  world.remove_directory("a/b");
  const Opened other = open_well(world.reader(), parent.get(), "other");
  CHECK(names_of(read_well(world.reader(), *other)) == std::vector<std::string>{"file"});
}

TEMPLATE_LIST_TEST_CASE("readers: go by handles below the longest path, or say that they cannot",
                        "[contract][opening]", Worlds) {
  Sandbox sandbox;
  const std::string name(200, 'd');
  constexpr int kDepth = 45;
  base::Descriptor at(open_plainly(AT_FDCWD, "."));
  for (int i = 0; i < kDepth; ++i) {
    REQUIRE(mkdirat(at.number(), name.c_str(), 0755) == 0);
    at = base::Descriptor(open_plainly(at.number(), name));
  }
  REQUIRE(mkdirat(at.number(), "bottom", 0755) == 0);
  TestType world;
  Opened directory = open_well(world.reader(), nullptr, ".");
  int depth = 0;
  for (; depth < kDepth; ++depth) {
    auto next = world.reader().open_directory(directory.get(), name.c_str(), FollowLinks::no);
    if (!next) {
      CHECK(next.error().code == ENAMETOOLONG);
      break;
    }
    directory = std::move(*next);
  }
  if (TestType::kGoesBelowPathMax) {
    CHECK(depth == kDepth);
    CHECK(names_of(read_well(world.reader(), *directory)) == std::vector<std::string>{"bottom"});
  } else {
    CHECK(depth < kDepth);
    CHECK(depth * 201 + 201 >= PATH_MAX - 2);
  }
}

// ---- descriptors

TEMPLATE_LIST_TEST_CASE("readers: leave no descriptor open behind them", "[contract][descriptors]", Worlds) {
  Sandbox sandbox;
  make_directory("directory");
  make_file("directory/file");
  make_link("directory/loop", "loop");
  TestType world;
  const std::size_t before = count_descriptors();
  {
    const Opened directory = open_well(world.reader(), nullptr, "directory");
    CHECK(count_descriptors() <= before + 1);
    read_well(world.reader(), *directory);
    (void)world.reader().open_descriptor(directory.get());
    (void)world.reader().open_directory(directory.get(), "file", FollowLinks::no);
    (void)world.reader().open_directory(directory.get(), "loop", FollowLinks::yes);
    const Opened partly_read = open_well(world.reader(), directory.get(), "..");
  }
  CHECK(count_descriptors() == before);
}

TEMPLATE_LIST_TEST_CASE(
    "readers: lend a descriptor of the directory itself, closed for programs to be started",
    "[contract][descriptors]", SystemWorlds) {
  Sandbox sandbox;
  make_directory("directory");
  TestType world;
  const Opened directory = open_well(world.reader(), nullptr, "directory");
  const auto descriptor = world.reader().open_descriptor(directory.get());
  REQUIRE(descriptor);
  struct stat status;
  REQUIRE(fstat(*descriptor, &status) == 0);
  CHECK(status.st_ino == facts_of("directory", FollowLinks::no).inode);
  CHECK((fcntl(*descriptor, F_GETFD) & FD_CLOEXEC) != 0);
  CHECK(*world.reader().open_descriptor(nullptr) == AT_FDCWD);
}

TEMPLATE_LIST_TEST_CASE("readers: never lend a descriptor of what has taken the directory's place",
                        "[contract][descriptors]", SystemWorlds) {
  Sandbox sandbox;
  make_directory("directory");
  make_directory("precious");
  TestType world;
  const Opened directory = open_well(world.reader(), nullptr, "directory");
  const std::uint64_t inode = facts_of("directory", FollowLinks::no).inode;
  REQUIRE(rename("directory", "moved") == 0);
  make_link("directory", "precious");
  const auto descriptor = world.reader().open_descriptor(directory.get());
  struct stat status;
  if (descriptor) {
    REQUIRE(fstat(*descriptor, &status) == 0);
    CHECK(status.st_ino == inode);
  } else {
    CHECK(descriptor.error().code == ENOENT);
  }
}

TEST_CASE("readers: without a system behind it there is no descriptor to lend", "[contract][descriptors]") {
  Sandbox sandbox;
  MemoryWorld world;
  const Opened directory = open_well(world.reader(), nullptr, ".");
  CHECK(error_of(world.reader().open_descriptor(directory.get())) == ENOTSUP);
}

}  // namespace
}  // namespace findo::tests
