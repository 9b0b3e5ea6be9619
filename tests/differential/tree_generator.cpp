// Invents trees: every kind of file, names that trip quoting and globbing, sizes and times beside the
// boundaries.
//
// Two rules keep the comparison fair. Directories and symbolic links get modification times in the past, so
// that reading them does not move their access times again (see settle_access_times). No link leads out of
// the test's own directory, so that nothing else can be visited or deleted by a wrong program.
#include <array>
#include <set>
#include <string_view>
#include <unistd.h>

#include "differential/tree.hpp"

namespace findo::differential {
namespace {

using namespace std::string_view_literals;

constexpr long kMinute = 60;
constexpr long kDay = 86400;
constexpr long kHalfYear =
    31556952 / 2;  // ls -l and -ls: older than this shows the year instead of the clock
constexpr std::size_t kSmallestTree = 10;
constexpr std::size_t kTreeSpread = 30;
constexpr std::size_t kDirectoryLinks = 4;  // under -L each of them can multiply the walk

constexpr std::array kNames = {"a"sv,
                               "b"sv,
                               "c"sv,
                               "d"sv,
                               "A"sv,
                               "ab"sv,
                               "abc"sv,
                               "a.txt"sv,
                               "A.TXT"sv,
                               "b.c"sv,
                               "x.o"sv,
                               "Makefile"sv,
                               "core"sv,
                               "foo"sv,
                               "bar"sv,
                               "foo.bar"sv,
                               "10"sv,
                               "9"sv,
                               ".hidden"sv,
                               "..."sv,
                               "-x"sv,
                               "--"sv,
                               "-name"sv,
                               "a b"sv,
                               " lead"sv,
                               "trail "sv,
                               "new\nline"sv,
                               "tab\there"sv,
                               "["sv,
                               "[a]"sv,
                               "*"sv,
                               "?"sv,
                               "\\"sv,
                               "back\\slash"sv,
                               "'"sv,
                               "dq\""sv,
                               "("sv,
                               "!"sv,
                               ","sv,
                               ")"sv,
                               "{}"sv,
                               "{"sv,
                               "~"sv,
                               "$HOME"sv,
                               "%p"sv,
                               ";"sv,
                               "+"sv,
                               "a=b"sv,
                               "#"sv,
                               "\x01"sv,
                               "\x1b[31m"sv,
                               "\x7f"sv,
                               "\xff\xfe"sv,
                               "a\xff"sv,
                               "\xc3\xa9"sv,
                               "\xe6\x97\xa5\xe6\x9c\xac"sv,
                               "\xc3\x89t\xc3\xa9"sv,
                               "e\xcc\x81"sv,
                               "\xf0\x9f\x98\x80"sv,
                               "\xc3"sv,
                               "a^b"sv,
                               "a+b"sv,
                               "a|b"sv,
                               "a.b.c"sv,
                               "^"sv,
                               "$"sv,
                               "aaa"sv,
                               "aab"sv,
                               "abab"sv,
                               "x-y_z"sv,
                               "verylongname_verylongname_verylongname_verylongname"sv};

constexpr std::array<mode_t, 16> kFileModes = {0644, 0644, 0600, 0000, 0755, 04755, 02755, 06711,
                                               0777, 0444, 0111, 0666, 0222, 01644, 0640,  07000};
constexpr std::array<mode_t, 14> kDirectoryModes = {0755, 0755, 0755, 0755, 0755, 0700,  0777,
                                                    0777, 0000, 0444, 0311, 0555, 01777, 02775};
constexpr std::array<off_t, 20> kSizes = {0,    0,    1,    2,    10,    511,   512,  513,  1023, 1024,
                                          1025, 2048, 4096, 5000, 10239, 65536, 1537, 3072, 4097, 100};
constexpr std::array<off_t, 8> kLargeSizes = {1048575, 1048576,    1048577,    2097152,
                                              3145729, 1073741823, 1073741825, 5368709120};
constexpr std::array<uid_t, 6> kOwners = {0, 0, 0, kNobody, kNobody, 4242};
constexpr std::array<long, 7> kNanoseconds = {0, 0, 1, 999999999, 500000000, 123456789, 100};

class Inventor {
 public:
  Inventor(Random& random, timespec now) : random_(random), now_(now.tv_sec), privileged_(geteuid() == 0) {}

  Tree invent() {
    const std::size_t count = kSmallestTree + random_.below(kTreeSpread);
    tree_.top_change_time = past_time();
    hostile_links_ = random_.chance(35);
    directories_.emplace_back();
    while (tree_.nodes.size() < count) add(invent_node());
    return std::move(tree_);
  }

 private:
  std::string free_path() {
    for (;;) {
      const std::string& parent = random_.pick(directories_);
      const std::string_view name = random_.pick(kNames);
      std::string path = parent + std::string(name);
      if (!taken_.insert(path).second) continue;
      if (name == "\xff\xfe" || name == "a\xff" || name == "\xc3") tree_.has_undecodable_names = true;
      return path;
    }
  }

  void add(Node node) {
    if (node.kind == Kind::kDirectory) directories_.push_back(node.path + "/");
    tree_.nodes.push_back(std::move(node));
  }

  Node invent_node() {
    Node node;
    node.path = free_path();
    node.owner = random_.pick(kOwners);
    const std::size_t dice = random_.below(100);
    if (dice < 25) return invent_directory(std::move(node));
    if (dice < 45) return invent_symlink(std::move(node));
    if (dice < 52) return invent_hard_link(std::move(node));
    if (dice < 60) return invent_special(std::move(node));
    return invent_file(std::move(node));
  }

  Node invent_directory(Node node) {
    node.kind = Kind::kDirectory;
    node.leads_to_directory = true;
    node.mode = random_.pick(kDirectoryModes);
    apply_quiet_times(node);
    return node;
  }

  Node invent_file(Node node) {
    node.mode = random_.pick(kFileModes);
    node.sparse = random_.chance(10);
    node.size_bytes = node.sparse || random_.chance(3) ? random_.pick(kLargeSizes) : random_.pick(kSizes);
    node.sparse = node.sparse || node.size_bytes > (1 << 22);
    node.access_time = any_time();
    node.change_time = any_time();
    return node;
  }

  Node invent_special(Node node) {
    static constexpr std::array kKinds = {Kind::kFifo, Kind::kSocket, Kind::kCharDevice, Kind::kBlockDevice};
    node.kind = kKinds[random_.below(privileged_ ? kKinds.size() : 2)];
    node.mode = random_.pick(kFileModes);
    node.access_time = any_time();
    node.change_time = any_time();
    return node;
  }

  Node invent_hard_link(Node node) {
    const Node* other =
        existing([](const Node& n) { return n.kind != Kind::kDirectory && n.kind != Kind::kHardLink; });
    if (other == nullptr) return invent_file(std::move(node));
    node.kind = Kind::kHardLink;
    node.target = other->path;
    // A relative link under another directory would lead elsewhere.
    return other->kind == Kind::kSymlink ? invent_file(std::move(node)) : node;
  }

  Node invent_symlink(Node node) {
    node.kind = Kind::kSymlink;
    apply_quiet_times(node);
    const std::size_t dice = random_.below(100);
    if (dice < 20) return node.target = random_.chance(50) ? "nope" : "no/such/file", node;
    if (dice < 30) return node.target = "outside", node.target_in_base = true, node;
    if (dice < 50 && hostile_links_) return aim_nowhere(std::move(node));
    return aim_at_existing(std::move(node));
  }

  // Links that fail with ELOOP or ENOTDIR.
  Node aim_nowhere(Node node) {
    const Node* file = existing([](const Node& n) { return n.kind == Kind::kFile; });
    if (random_.chance(50) || file == nullptr) {
      node.target = node.path.substr(node.path.rfind('/') + 1);
      tree_.has_looping_links = true;
      return node;
    }
    node.target = upwards(node.path) + file->path + "/x";
    tree_.has_not_directory_links = true;
    return node;
  }

  Node aim_at_existing(Node node) {
    const bool directory = directory_links_ < kDirectoryLinks && random_.chance(50);
    const Node* other = existing([directory](const Node& n) { return n.leads_to_directory == directory; });
    if (directory) ++directory_links_;
    node.leads_to_directory = directory;
    if (other == nullptr || other->kind == Kind::kSymlink)
      return node.target = directory ? "." : "nope", node;
    if (directory && random_.chance(20)) return node.target = ".", node;
    node.target_in_base = random_.chance(20);
    node.target = (node.target_in_base ? "tree/" : upwards(node.path)) + other->path;
    if (directory && random_.chance(20)) node.target += "/";
    return node;
  }

  static std::string upwards(const std::string& path) {
    std::string steps;
    for (const char byte : path) steps += byte == '/' ? "../" : "";
    return steps;
  }

  template <class Wanted>
  const Node* existing(Wanted wanted) {
    for (int tries = 0; tries < 8 && !tree_.nodes.empty(); ++tries) {
      const Node& node = random_.pick(tree_.nodes);
      if (wanted(node)) return &node;
    }
    return nullptr;
  }

  // Access times are left to settle_access_times, or lie in the future.
  void apply_quiet_times(Node& node) {
    if (random_.chance(10)) node.access_time = {now_ + kDay * (1 + static_cast<long>(random_.below(5))), 5};
    node.change_time = past_time();
  }

  timespec past_time() { return {now_ - distance() - 5, random_.pick(kNanoseconds)}; }

  long distance() {
    const long steps = static_cast<long>(random_.below(6));
    const long nudge = static_cast<long>(random_.below(7)) - 3;
    switch (random_.below(5)) {
      case 0: return std::max(0L, steps * kMinute + nudge);
      case 1: return std::max(0L, steps * kDay + nudge);
      case 2: return std::max(0L, now_ % kDay + (steps - 2) * kDay + nudge);
      case 3: return kHalfYear + nudge * kDay;
      default: return static_cast<long>(random_.below(static_cast<std::size_t>(2 * kHalfYear)));
    }
  }

  timespec any_time() {
    static constexpr std::array<long, 10> kFar = {
        0, -1, 1, -2147483648, -86400, 2147483647, 4102444800, 2147483648, 253402300800, 951782400};
    if (random_.chance(75)) return past_time();
    if (random_.chance(40)) return {now_ + distance(), random_.pick(kNanoseconds)};
    return {random_.pick(kFar), 1 + random_.pick(kNanoseconds) / 2};
  }

  Random& random_;
  long now_;
  bool privileged_;
  bool hostile_links_ = false;
  std::size_t directory_links_ = 0;
  Tree tree_;
  std::vector<std::string> directories_;
  std::set<std::string> taken_;
};

}  // namespace

Tree make_tree(Random& random, timespec now) { return Inventor(random, now).invent(); }

}  // namespace findo::differential
