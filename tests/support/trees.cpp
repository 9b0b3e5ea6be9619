#include "support/trees.hpp"

#include <cstdio>
#include <ctime>
#include <sys/sysmacros.h>
#include <utility>

#include "support/trouble.hpp"

namespace findo::support {
namespace {

constexpr Times kFixed{kFixedTime, kFixedTime};

Node entry(Kind kind, std::string path, std::string text = {}) {
  Node node;
  node.path = std::move(path);
  node.kind = kind;
  node.text = std::move(text);
  node.times = kFixed;
  return node;
}

Node file(std::string path, std::string text = {}) {
  return entry(Kind::file, std::move(path), std::move(text));
}
Node directory(std::string path) { return entry(Kind::directory, std::move(path)); }
Node link(std::string path, std::string target) {
  return entry(Kind::symbolic_link, std::move(path), std::move(target));
}

Node with_mode(Node node, mode_t mode) {
  node.mode = mode;
  return node;
}

Node sized(std::string path, std::uint64_t bytes) {
  Node node = file(std::move(path));
  node.size_bytes = bytes;
  return node;
}

Node aged(std::string path, time_t read_age, time_t change_age) {
  Node node = file(std::move(path));
  const time_t now = std::time(nullptr);
  node.times = Times{{now - read_age, 0}, {now - change_age, 0}};
  return node;
}

/// A bit of everything that needs no thought.
TreeSpec basic() {
  return {file("alpha", "alpha\n"),
          file("beta.txt"),
          sized("gamma.c", 100),
          file(".hidden", "abc"),
          directory(".hiddendir"),
          file(".hiddendir/inside"),
          directory("dir"),
          sized("dir/one.c", 512),
          sized("dir/two.h", 513),
          directory("dir/sub"),
          sized("dir/sub/three.c", 1024),
          directory("empty"),
          directory("chain"),
          directory("chain/x"),
          directory("chain/x/y"),
          file("chain/x/y/z")};
}

/// Links of every kind that do not run in circles.
TreeSpec links() {
  return {file("file", "file\n"),
          entry(Kind::hard_link, "hard", "file"),
          directory("dir"),
          file("dir/inside"),
          link("to_file", "file"),
          link("to_dir", "dir"),
          link("to_link", "to_file"),
          link("broken", "nowhere"),
          link("to_broken", "broken"),
          link("notdir", "file/below"),
          link("dir/up", "../file"),
          link("to_null", "/dev/null")};
}

/// Links that end nowhere, and directories that hold themselves.
TreeSpec loops() {
  return {link("self", "self"), link("ping", "pong"),          link("pong", "ping"),
          directory("dir"),     link("dir/parent", ".."),      link("dir/here", "."),
          directory("dir/sub"), link("dir/sub/root", "../.."), file("dir/sub/leaf"),
          file("plain")};
}

/// Files and directories named by their mode; each directory holds one file `in`.
TreeSpec perms() {
  TreeSpec spec;
  for (const mode_t mode :
       {0000U, 0111U, 0222U, 0444U, 0600U, 0644U, 0755U, 01644U, 02755U, 04755U, 07777U}) {
    char name[8];
    std::snprintf(name, sizeof name, "f%04o", mode);
    spec.push_back(with_mode(file(name), mode));
  }
  for (const mode_t mode : {0000U, 0111U, 0444U, 0555U, 0755U, 01777U, 02770U}) {
    char name[8];
    std::snprintf(name, sizeof name, "d%04o", mode);
    spec.push_back(with_mode(directory(name), mode));
    spec.push_back(file(std::string(name) + "/in"));
  }
  return spec;
}

constexpr time_t kMinute = 60;
constexpr time_t kHour = 60 * kMinute;
constexpr time_t kDay = 24 * kHour;

/// Files named by their age (well away from the edge of a minute or a day), and some of fixed date.
TreeSpec times() {
  TreeSpec spec{aged("now", 0, 0),
                aged("m2", kMinute + 5, kMinute + 5),
                aged("m10", 9 * kMinute + 5, 9 * kMinute + 5),
                aged("h5", 5 * kHour, 5 * kHour),
                aged("d1", kDay + 5 * kHour, kDay + 5 * kHour),
                aged("d2", 2 * kDay + 5 * kHour, 2 * kDay + 5 * kHour),
                aged("d30", 30 * kDay + 5 * kHour, 30 * kDay + 5 * kHour),
                aged("read_later", kHour, 10 * kDay),
                aged("future", -2 * kDay - 5 * kHour, -2 * kDay - 5 * kHour)};
  for (const auto& [name, seconds] : {std::pair<const char*, time_t>{"y1960", -315619200},
                                      {"y1970", 0},
                                      {"y2000", 951782400},
                                      {"y2038", 2147483648},
                                      {"y2100", 4107542400}}) {
    Node node = file(name);
    node.times = Times{{seconds, 123456789}, {seconds, 987654321}};
    spec.push_back(std::move(node));
  }
  return spec;
}

/// Names that a careless program trips over.
TreeSpec weird() {
  TreeSpec spec;
  for (const char* name :
       {" ",          "  two",       "new\nline", "tab\there",   "-print",   "-",         "(",
        "!",          ",",           "[",         "]",           "[a]",      "*",         "a*b",
        "a?b",        "back\\slash", "\\",        "\xff\xfe",    "\xc3\xbc", "u\xcc\x88", "...",
        "..dots",     "trailing.",   "~",         "{}",          ";",        "+",         "it's",
        "\"quoted\"", "$HOME",       "`id`",      "\x1b[31mred", "bell\a",   "%p",        "#"}) {
    spec.push_back(file(name));
  }
  spec.push_back(directory("-dir"));
  spec.push_back(file("-dir/in"));
  spec.push_back(directory("a b"));
  spec.push_back(file("a b/c d"));
  return spec;
}

/// A chain of directories whose last path is over twice as long as PATH_MAX.
TreeSpec deep() {
  constexpr int kLevels = 40;
  constexpr std::size_t kNameBytes = 220;
  TreeSpec spec;
  std::string path;
  for (int level = 0; level < kLevels; ++level) {
    path += (path.empty() ? "" : "/") + std::string(kNameBytes, static_cast<char>('a' + level % 26));
    spec.push_back(directory(path));
  }
  spec.push_back(file(path + "/bottom"));
  return spec;
}

/// One directory of 2000 files.
TreeSpec wide() {
  constexpr int kFiles = 2000;
  TreeSpec spec{directory("dir")};
  for (int i = 0; i < kFiles; ++i) {
    char name[24];
    std::snprintf(name, sizeof name, "dir/f%04d", i);
    spec.push_back(file(name));
  }
  return spec;
}

/// Files named by their size in bytes, on the edges of units.
TreeSpec sizes() {
  TreeSpec spec;
  for (const std::uint64_t bytes : {0ULL, 1ULL, 2ULL, 3ULL, 511ULL, 512ULL, 513ULL, 1023ULL, 1024ULL, 1025ULL,
                                    1048575ULL, 1048576ULL, 1048577ULL}) {
    spec.push_back(sized(std::to_string(bytes), bytes));
  }
  Node hole = sized("hole", 5ULL << 30);
  hole.sparse = true;
  spec.push_back(std::move(hole));
  return spec;
}

/// One entry of each type that needs no privilege.
TreeSpec types() {
  return {file("file", "x"), directory("dir"), link("link", "file"), entry(Kind::fifo, "fifo"),
          entry(Kind::socket, "socket")};
}

/// A file of each look that LS_COLORS tells apart and that needs no privilege.
TreeSpec looks() {
  return {directory("dir"),
          file("dir/inside.c"),
          with_mode(directory("open"), 0757),
          with_mode(directory("sticky"), 01755),
          with_mode(directory("sticky_open"), 01757),
          file("plain"),
          with_mode(file("runs"), 0755),
          with_mode(file("as_user"), 04755),
          with_mode(file("as_group"), 02755),
          with_mode(file("runs.c"), 0755),
          file("two"),
          entry(Kind::hard_link, "two.c", "two"),
          file("small.c"),
          file("capital.C"),
          file("source.tar.gz"),
          file("source.gz"),
          file("old~"),
          file("*.star"),
          entry(Kind::fifo, "pipe"),
          entry(Kind::socket, "socket"),
          link("to_file", "plain"),
          link("to_dir", "dir"),
          link("to_inside", "dir/inside.c"),
          link("to_missing", "dir/missing/x"),
          link("to_link", "to_missing"),
          link("through_file.c", "plain/x"),
          link("circle", "circle")};
}

/// Directories whose names could be taken for operators or flags, each with a file in it.
TreeSpec lookalikes() {
  TreeSpec spec;
  for (const auto& [name, inside] : {std::pair<const char*, const char*>{"-", "a"},
                                     {"(", "b"},
                                     {"(-", "c"},
                                     {"!", "d"},
                                     {"!-", "e"},
                                     {",", "f"},
                                     {")", "g"},
                                     {"...", "h"},
                                     {"-type", "i"},
                                     {"-L", "j"},
                                     {"1", "k"}}) {
    spec.push_back(directory(name));
    spec.push_back(file(std::string(name) + '/' + inside));
  }
  return spec;
}

Node with_attribute(Node node, std::string name, std::string value) {
  node.attributes.push_back({std::move(name), std::move(value)});
  return node;
}

/// An access control list in the form in which Linux keeps it: four bytes of version, then eight for each
/// line (tag, permissions, whom). It gives user 65534 read access.
std::string access_list() {
  using namespace std::string_literals;
  return "\2\0\0\0"
         "\x01\0\6\0\xff\xff\xff\xff"
         "\x02\0\4\0\xfe\xff\0\0"
         "\x04\0\4\0\xff\xff\xff\xff"
         "\x10\0\4\0\xff\xff\xff\xff"
         "\x20\0\4\0\xff\xff\xff\xff"s;
}

constexpr unsigned kNoDump = 0x40;
constexpr unsigned kNoAtime = 0x80;

/// Files with extended attributes, access control lists and inode flags, and links to them.
TreeSpec attributes() {
  Node nodump = file("nodump");
  nodump.inode_flags = kNoDump;
  Node both = file("dir/both");
  both.inode_flags = kNoDump | kNoAtime;
  return {file("plain"),
          with_attribute(file("user"), "user.findo_test", "value"),
          with_attribute(file("empty_value"), "user.findo_test", ""),
          with_attribute(file("other"), "user.other", "x"),
          with_attribute(file("acl"), "system.posix_acl_access", access_list()),
          directory("dir"),
          with_attribute(file("dir/in"), "user.findo_test", "x"),
          std::move(both),
          with_attribute(directory("inherits"), "system.posix_acl_default", access_list()),
          std::move(nodump),
          link("to_user", "user"),
          link("to_acl", "acl"),
          link("to_nodump", "nodump"),
          link("broken", "nowhere"),
          entry(Kind::fifo, "fifo")};
}

/// Attributes that only root can give: labels, capabilities, what a link has itself.
TreeSpec labels() {
  using namespace std::string_literals;
  // linux/capability.h: struct vfs_cap_data, of which all but the version and one bit is 0.
  const std::string may_open_raw_sockets = "\1\0\0\2\0\x20"s + std::string(14, '\0');
  return {file("plain"),
          with_attribute(file("label"), "security.selinux", "system_u:object_r:tmp_t:s0\0"s),
          with_attribute(file("bare_label"), "security.selinux", "user_u:object_r:home_t:s0"),
          with_attribute(file("capable"), "security.capability", may_open_raw_sockets),
          with_attribute(link("to_plain", "plain"), "trusted.findo_test", "x"),
          link("to_label", "label"),
          link("to_capable", "capable")};
}

/// Device nodes.
TreeSpec devices() {
  Node null = with_mode(entry(Kind::character_device, "null"), 0666);
  null.device = makedev(1, 3);
  Node disk = with_mode(entry(Kind::block_device, "disk"), 0660);
  disk.device = makedev(7, 200);
  return {std::move(null), std::move(disk)};
}

struct Named {
  std::string_view name;
  TreeSpec (*make)();
};
constexpr Named kTrees[] = {
    {"basic", basic},           {"links", links},   {"loops", loops},     {"perms", perms},
    {"times", times},           {"weird", weird},   {"deep", deep},       {"wide", wide},
    {"sizes", sizes},           {"types", types},   {"devices", devices}, {"lookalikes", lookalikes},
    {"attributes", attributes}, {"labels", labels}, {"looks", looks}};

}  // namespace

const std::vector<std::string_view>& tree_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    for (const Named& tree : kTrees) all.push_back(tree.name);
    return all;
  }();
  return names;
}

TreeSpec named_tree(std::string_view name) {
  for (const Named& tree : kTrees) {
    if (tree.name == name) return tree.make();
  }
  die("there is no tree of this name");
}

}  // namespace findo::support
