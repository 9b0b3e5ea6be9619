// The contract of files/reader.hpp for single files: facts, links, access and what is refused to whom.

#include <array>
#include <cstring>
#include <functional>
#include <grp.h>
#include <sys/wait.h>
#include <thread>

#include "contract/reader_worlds.hpp"

namespace findo::tests {
namespace {

using files::Access;
using files::Fact;
using files::Facts;
using files::FactSet;
using files::FileType;
using files::FollowLinks;

constexpr std::array kEachFact{Fact::type,        Fact::mode,        Fact::links,       Fact::user,
                               Fact::group,       Fact::inode,       Fact::size,        Fact::blocks,
                               Fact::access_time, Fact::modify_time, Fact::change_time, Fact::device};

bool is_same(Fact fact, const Facts& a, const Facts& b) {
  switch (fact) {
    case Fact::type: return a.type == b.type;
    case Fact::mode: return a.permissions == b.permissions;
    case Fact::links: return a.links == b.links;
    case Fact::user: return a.user == b.user;
    case Fact::group: return a.group == b.group;
    case Fact::inode: return a.inode == b.inode;
    case Fact::size: return a.size_bytes == b.size_bytes;
    case Fact::blocks: return a.blocks == b.blocks && a.block_bytes == b.block_bytes;
    case Fact::access_time: return a.access_time == b.access_time;
    case Fact::modify_time: return a.modify_time == b.modify_time;
    case Fact::change_time: return a.change_time == b.change_time;
    case Fact::birth_time: return a.birth_time == b.birth_time;
    case Fact::device: return a.device == b.device && a.special_device == b.special_device;
    case Fact::mount: return a.mount == b.mount;
  }
  return false;
}

void check_same(const Facts& facts, const Facts& expected, FactSet among) {
  for (Fact fact : kEachFact) {
    INFO("fact " << static_cast<int>(fact));
    if (among.holds(fact)) CHECK(is_same(fact, facts, expected));
  }
}

/// Facts of which nothing is loaded and every field is wrong.
Facts blank() {
  Facts facts;
  std::memset(static_cast<void*>(&facts), 0xA5, sizeof facts);
  facts.loaded = {};
  return facts;
}

const std::vector<std::string> kVariousFiles{"regular", "empty", "sparse", "directory", "link", "to link",
                                             "fifo",    "twin",  "odd",    "device",    "."};

void make_various_files() {
  make_file("regular", 12345);
  make_file("empty");
  make_file("sparse");
  REQUIRE(truncate("sparse", 1 << 30) == 0);
  make_directory("directory");
  make_directory("directory/sub");
  make_link("link", "regular");
  make_link("to link", "link");
  REQUIRE(mkfifo("fifo", 0600) == 0);
  REQUIRE(::link("regular", "twin") == 0);
  make_file("odd", 1);
  REQUIRE(chmod("odd", 06751) == 0);
  const struct timespec times[] = {{4'102'444'800, 999'999'999}, {-86'400'000, 1}};  // 2100, 1967
  REQUIRE(utimensat(AT_FDCWD, "odd", times, 0) == 0);
  REQUIRE(utimensat(AT_FDCWD, "link", times, AT_SYMLINK_NOFOLLOW) == 0);
  const bool has_device = geteuid() == 0 && mknod("device", S_IFBLK | 0640, 0x0703) == 0;
  if (!has_device) make_file("device");
  if (geteuid() == 0) REQUIRE(chown("odd", 4'000'000, 4'000'001) == 0);
}

// ---- facts

TEMPLATE_LIST_TEST_CASE("readers: facts are those of stat(2) and lstat(2), every one", "[contract][facts]",
                        Worlds) {
  Sandbox sandbox;
  make_various_files();
  TestType world;
  const Opened directory = open_well(world.reader(), nullptr, ".");
  for (const std::string& name : kVariousFiles) {
    for (FollowLinks follow : {FollowLinks::no, FollowLinks::yes}) {
      for (const files::OpenDirectory* parent : {directory.get(), Opened::pointer()}) {
        INFO(name << " follow " << static_cast<bool>(follow) << " relative " << (parent != nullptr));
        Facts facts = blank();
        REQUIRE(world.reader().load_facts(parent, name.c_str(), follow, files::kStatFacts, facts));
        CHECK(facts.loaded.holds(files::kStatFacts));
        check_same(facts, facts_of(name, follow), files::kStatFacts);
      }
    }
  }
}

TEMPLATE_LIST_TEST_CASE("readers: each fact can be asked for alone", "[contract][facts]", Worlds) {
  Sandbox sandbox;
  make_various_files();
  TestType world;
  for (const std::string& name : kVariousFiles) {
    for (Fact fact : kEachFact) {
      INFO(name << " fact " << static_cast<int>(fact));
      Facts facts = blank();
      REQUIRE(world.reader().load_facts(nullptr, name.c_str(), FollowLinks::no, fact, facts));
      CHECK(facts.loaded.holds(fact));
      CHECK(facts.loaded.holds(Fact::device));  // comes with every load
      check_same(facts, facts_of(name, FollowLinks::no), facts.loaded);
    }
  }
}

TEMPLATE_LIST_TEST_CASE("readers: a later load adds facts and spoils none", "[contract][facts]", Worlds) {
  Sandbox sandbox;
  make_various_files();
  TestType world;
  Facts facts = blank();
  for (FactSet wanted : {Fact::size | Fact::user, Fact::inode | Fact::mode, FactSet(Fact::modify_time)}) {
    REQUIRE(world.reader().load_facts(nullptr, "odd", FollowLinks::no, wanted, facts));
  }
  CHECK(facts.loaded.holds(Fact::size | Fact::user | Fact::inode | Fact::mode | Fact::modify_time));
  check_same(facts, facts_of("odd", FollowLinks::no), facts.loaded);
}

TEMPLATE_LIST_TEST_CASE(
    "readers: a birth time is known, and then no later than the last change, or left out in silence",
    "[contract][facts]", Worlds) {
  Sandbox sandbox;
  make_file("file");
  TestType world;
  Facts facts = blank();
  REQUIRE(world.reader().load_facts(nullptr, "file", FollowLinks::no, Fact::birth_time | Fact::size, facts));
  CHECK(facts.loaded.holds(Fact::size));
  if (facts.loaded.holds(Fact::birth_time)) {
    CHECK(facts.birth_time <= facts_of("file", FollowLinks::no).change_time);
    CHECK(facts.birth_time.seconds > 0);
  }
}

TEMPLATE_LIST_TEST_CASE("readers: the mount is the same for all files below it, or left out in silence",
                        "[contract][facts]", Worlds) {
  Sandbox sandbox;
  make_file("file");
  TestType world;
  Facts facts = blank();
  Facts directory = blank();
  REQUIRE(world.reader().load_facts(nullptr, "file", FollowLinks::no, Fact::mount | Fact::size, facts));
  REQUIRE(world.reader().load_facts(nullptr, ".", FollowLinks::no, Fact::mount, directory));
  CHECK(facts.loaded.holds(Fact::size));
  CHECK(facts.loaded.holds(Fact::mount) == directory.loaded.holds(Fact::mount));
  if (facts.loaded.holds(Fact::mount)) CHECK(facts.mount == directory.mount);
}

TEMPLATE_LIST_TEST_CASE("readers: say as stat(2) does why there are no facts", "[contract][facts]", Worlds) {
  Sandbox sandbox;
  make_file("file");
  make_directory("directory");
  make_link("broken", "nowhere");
  make_link("through file", "file/x");
  make_link("loop", "loop");
  make_link("ping", "pong");
  make_link("pong", "ping");
  make_link("to long", std::string(256, 'n'));
  TestType world;
  struct Row {
    std::string name;
    int unfollowed, followed;
  };
  const std::vector<Row> rows{{"nowhere", ENOENT, ENOENT},
                              {"", ENOENT, ENOENT},
                              {"file/", ENOTDIR, ENOTDIR},
                              {"file/x", ENOTDIR, ENOTDIR},
                              {"directory/..", 0, 0},
                              {"broken", 0, ENOENT},
                              {"broken/", ENOENT, ENOENT},
                              {"through file", 0, ENOTDIR},
                              {"loop", 0, ELOOP},
                              {"loop/x", ELOOP, ELOOP},
                              {"ping", 0, ELOOP},
                              {"to long", 0, ENAMETOOLONG},
                              {std::string(256, 'n'), ENAMETOOLONG, ENAMETOOLONG},
                              {std::string(PATH_MAX, '/'), ENAMETOOLONG, ENAMETOOLONG}};
  for (const Row& row : rows) {
    INFO('"' << row.name.substr(0, 40) << '"');
    CHECK(error_of_load(world.reader(), row.name, FollowLinks::no) == row.unfollowed);
    CHECK(error_of_load(world.reader(), row.name, FollowLinks::yes) == row.followed);
  }
}

TEMPLATE_LIST_TEST_CASE("readers: a load that fails leaves the facts as they were", "[contract][facts]",
                        Worlds) {
  Sandbox sandbox;
  TestType world;
  Facts facts{};
  facts.size_bytes = 77;
  facts.loaded = Fact::size;
  REQUIRE_FALSE(world.reader().load_facts(nullptr, "nowhere", FollowLinks::no, Fact::type, facts));
  CHECK(facts.loaded == FactSet(Fact::size));
  CHECK(facts.size_bytes == 77);
}

#ifdef __linux__
TEMPLATE_LIST_TEST_CASE("readers: forty links in a row are followed, one more is a loop", "[contract][links]",
                        Worlds) {
  Sandbox sandbox;
  make_file("link0");
  for (int i = 1; i <= 41; ++i) make_link("link" + std::to_string(i), "link" + std::to_string(i - 1));
  TestType world;
  CHECK(error_of_load(world.reader(), "link40", FollowLinks::yes) == 0);
  CHECK(error_of_load(world.reader(), "link41", FollowLinks::yes) == ELOOP);
}
#endif

// ---- link targets

TEMPLATE_LIST_TEST_CASE("readers: give the text of a link whole, whatever its length and bytes",
                        "[contract][links]", Worlds) {
  Sandbox sandbox;
  std::vector<std::string> targets{"x", "../up", "a//b/", "\n\xFF '\"", "/"};
  for (std::size_t length : {255U, 256U, 257U, 511U, 512U, 1024U, 4094U, 4095U}) {
    std::string target;
    while (target.size() < length) target += "0123456789/";
    targets.push_back(target.substr(0, length));
  }
  for (std::size_t i = 0; i < targets.size(); ++i) make_link("link" + std::to_string(i), targets[i]);
  TestType world;
  const Opened directory = open_well(world.reader(), nullptr, ".");
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const auto target =
        world.reader().load_link_target(directory.get(), ("link" + std::to_string(i)).c_str());
    REQUIRE(target);
    CHECK(*target == targets[i]);
  }
}

TEMPLATE_LIST_TEST_CASE("readers: only links have a text", "[contract][links]", Worlds) {
  Sandbox sandbox;
  make_file("file");
  make_directory("directory");
  TestType world;
  CHECK(error_of(world.reader().load_link_target(nullptr, "file")) == EINVAL);
  CHECK(error_of(world.reader().load_link_target(nullptr, "directory")) == EINVAL);
  CHECK(error_of(world.reader().load_link_target(nullptr, "nowhere")) == ENOENT);
  CHECK(error_of(world.reader().load_link_target(nullptr, "file/x")) == ENOTDIR);
}

// ---- access

TEMPLATE_LIST_TEST_CASE("readers: access is of what a link leads to", "[contract][access]", Worlds) {
  Sandbox sandbox;
  make_file("file");
  make_file("program");
  REQUIRE(chmod("program", 0755) == 0);
  make_directory("directory");
  make_link("link", "program");
  make_link("broken", "nowhere");
  make_link("loop", "loop");
  TestType world;
  const auto error = [&](const char* name, Access access) {
    return error_of(world.reader().check_access(nullptr, name, access));
  };
  CHECK(error("file", Access::read) == 0);
  CHECK(error("file", Access::write) == 0);
  CHECK(error("file", Access::execute) == EACCES);  // even to root
  CHECK(error("program", Access::execute) == 0);
  CHECK(error("directory", Access::execute) == 0);
  CHECK(error("link", Access::execute) == 0);
  CHECK(error("broken", Access::read) == ENOENT);
  CHECK(error("loop", Access::read) == ELOOP);
  CHECK(error("file/x", Access::read) == ENOTDIR);
}

/// Runs `check` in a process of its own; what it returns must be below 256.
int in_another_process(const std::function<int()>& check) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) _exit(check());
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  return WEXITSTATUS(status);
}

constexpr uid_t kNobody = 65534;

bool drop_privileges() {
  return geteuid() != 0 || (setgroups(0, nullptr) == 0 && setgid(kNobody) == 0 && setuid(kNobody) == 0);
}

void make_locked_files() {
  for (const std::string name : {"locked", "listable", "searchable"}) {
    make_directory(name);
    make_file(name + "/file");
  }
  make_link("behind", "locked/file");
  make_file("secret");
  REQUIRE(chmod("locked", 0) == 0);
  REQUIRE(chmod("listable", 0444) == 0);
  REQUIRE(chmod("searchable", 0111) == 0);
  REQUIRE(chmod("secret", 0) == 0);
}

void unlock_files() {
  for (const char* name : {"locked", "listable", "searchable"}) REQUIRE(chmod(name, 0755) == 0);
}

TEMPLATE_LIST_TEST_CASE("readers: what is not permitted is EACCES", "[contract][access]", SystemWorlds) {
  Sandbox sandbox;
  make_locked_files();
  TestType world;
  const auto error = [&](const char* question) {
    return in_another_process([&] {
      if (!drop_privileges()) return 255;
      files::Reader& reader = world.reader();
      const std::string asked = question;
      if (asked == "open locked") return error_of_open(reader, "locked", FollowLinks::no);
      if (asked == "open searchable") return error_of_open(reader, "searchable", FollowLinks::no);
      if (asked == "open below locked") return error_of_open(reader, "locked/x", FollowLinks::no);
      if (asked == "load in locked") return error_of_load(reader, "locked/file", FollowLinks::no);
      if (asked == "load behind") return error_of_load(reader, "behind", FollowLinks::yes);
      if (asked == "load link behind") return error_of_load(reader, "behind", FollowLinks::no);
      if (asked == "load in searchable") return error_of_load(reader, "searchable/file", FollowLinks::no);
      if (asked == "read secret") return error_of(reader.check_access(nullptr, "secret", Access::read));
      return 254;
    });
  };
  CHECK(error("open locked") == EACCES);
  CHECK(error("open searchable") == EACCES);
  CHECK(error("open below locked") == EACCES);
  CHECK(error("load in locked") == EACCES);
  CHECK(error("load behind") == EACCES);
  CHECK(error("load link behind") == 0);
  CHECK(error("load in searchable") == 0);
  CHECK(error("read secret") == EACCES);
  unlock_files();
}

TEMPLATE_LIST_TEST_CASE("readers: a directory may be listed though nothing in it can be looked at",
                        "[contract][access]", SystemWorlds) {
  Sandbox sandbox;
  make_locked_files();
  TestType world;
  const int error = in_another_process([&] {
    if (!drop_privileges()) return 255;
    const auto directory = world.reader().open_directory(nullptr, "listable", FollowLinks::no);
    files::NameBatch batch;
    if (!directory || !world.reader().read_batch(**directory, batch) || batch.names.size() != 1) return 254;
    if (std::string_view(batch.names[0].name) != "file" || batch.names[0].type != FileType::regular)
      return 253;
    Facts facts{};
    return error_of(world.reader().load_facts(directory->get(), "file", FollowLinks::no, Fact::type, facts));
  });
  CHECK(error == EACCES);
  unlock_files();
}

TEMPLATE_LIST_TEST_CASE("readers: access is asked for the real user, not the effective one",
                        "[contract][access]", SystemWorlds) {
  if (geteuid() != 0) return;  // only root can be two users at a time
  Sandbox sandbox;
  make_locked_files();
  TestType world;
  const int error = in_another_process([&] {
    if (seteuid(kNobody) != 0) return 255;
    const base::Descriptor refused(open("secret", O_RDONLY));
    if (refused) return 254;
    return error_of(world.reader().check_access(nullptr, "secret", Access::read));
  });
  CHECK(error == 0);
  unlock_files();
}

// ---- threads

TEMPLATE_LIST_TEST_CASE("readers: several threads ask about files of one directory while another reads it",
                        "[contract][threads]", Worlds) {
  Sandbox sandbox;
  make_directory("directory");
  for (int i = 0; i < 500; ++i) make_file("directory/file" + std::to_string(i), static_cast<std::size_t>(i));
  TestType world;
  const Opened directory = open_well(world.reader(), nullptr, "directory");
  std::array<int, 3> wrong{};
  std::vector<std::thread> threads;
  for (int& count : wrong) {
    threads.emplace_back([&] {
      for (int i = 0; i < 500; ++i) {
        Facts facts{};
        const std::string name = "file" + std::to_string(i);
        const auto status =
            world.reader().load_facts(directory.get(), name.c_str(), FollowLinks::no, Fact::size, facts);
        if (!status || facts.size_bytes != i) ++count;
        (void)world.reader().open_descriptor(directory.get());
      }
    });
  }
  const std::size_t listed = read_well(world.reader(), *directory).size();
  for (std::thread& thread : threads) thread.join();
  CHECK(listed == 500);
  CHECK(wrong == std::array<int, 3>{});
}

}  // namespace
}  // namespace findo::tests
