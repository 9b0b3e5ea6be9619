#include "race/standing_tree.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

#include "support/text.hpp"
#include "support/trouble.hpp"

namespace findo::race_tests {
namespace {

constexpr int kArenas = 6;
constexpr int kInGreatArena = 12'000;  // over what GNU find sorts by inode
constexpr int kInWideArena = 400;
constexpr int kDeepLevels = 300;
constexpr int kLongLevels = 24;  // of names so long that all of them are more than PATH_MAX
constexpr std::size_t kLongName = 200;
constexpr int kEnter = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

char letter_of(mode_t mode) { return S_ISDIR(mode) ? 'd' : S_ISLNK(mode) ? 'l' : S_ISFIFO(mode) ? 'p' : 'f'; }

std::string content_of(int parent, const std::string& name, mode_t mode) {
  std::array<char, PATH_MAX> buffer;
  ssize_t length = 0;
  if (S_ISLNK(mode)) {
    length = support::need(readlinkat(parent, name.c_str(), buffer.data(), buffer.size()), name);
  } else if (S_ISREG(mode)) {
    const int file = openat(parent, name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0) return "(cannot be opened)";
    length = support::need(read(file, buffer.data(), buffer.size()), name);
    close(file);
  }
  return {buffer.data(), static_cast<std::size_t>(length)};
}

std::vector<std::string> names_in(int directory) {
  std::vector<std::string> names;
  DIR* const stream = fdopendir(support::need(openat(directory, ".", kEnter), "."));
  while (const dirent* entry = readdir(stream)) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  closedir(stream);
  std::sort(names.begin(), names.end());
  return names;
}

/// As search results have it.
std::string below(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + '/' + name;
}

constexpr std::array<std::string_view, 6> kMovingMiddles{"", "\n", "%", "\xff", "-", " "};

}  // namespace

std::string moving_name(std::size_t number) {
  return std::string(kMoving) + std::string(kMovingMiddles[number % kMovingMiddles.size()]) +
         std::to_string(number);
}

bool is_moving_name(std::string_view name) {
  constexpr std::size_t kMostDigits = 6;
  if (!name.starts_with(kMoving)) return false;
  name.remove_prefix(kMoving.size());
  const std::size_t digits = name.find_first_of("0123456789");
  if (digits == std::string_view::npos || name.size() - digits > kMostDigits) return false;
  const bool is_number = name.find_first_not_of("0123456789", digits) == std::string_view::npos;
  return is_number && std::count(kMovingMiddles.begin(), kMovingMiddles.end(), name.substr(0, digits)) == 1;
}

// ---- making

/// Every name is there once in the whole tree, so that a name alone tells the entry.
class StandingTree::Maker {
 public:
  Maker(StandingTree& tree, std::uint64_t seed) : tree_(tree), dice_(seed, 2, 0) {}

  void make() {
    support::need(mkdir(tree_.top_.c_str(), 0755), tree_.top_);
    const int top = support::need(open(tree_.top_.c_str(), kEnter), tree_.top_);
    add_arena(top);
    const int leaf = enter_new(top, kLeaf);
    add_files(leaf, 10);
    close(leaf);
    add_files(top, 5);
    for (int i = 0; i < kArenas; ++i) add_small_arena(top);
    add_chain(top, kDeepLevels, 0);
    add_chain(top, kLongLevels, kLongName);
    close(add_wide_arena(top, kInGreatArena));
    tree_.wide_ = tree_.arenas_.size();
    close(add_wide_arena(top, kInWideArena));
    close(top);
  }

 private:
  std::string next_name() {
    using Ends = std::pair<std::string_view, std::string_view>;
    constexpr std::array<Ends, 9> kEnds{Ends{"", ""},       Ends{"", ".c"},      Ends{"-", ""},
                                        Ends{"\n", "\n"},   Ends{"%s%n", ""},    Ends{"\xff\xfe", "\xc3"},
                                        Ends{"\033[", " "}, Ends{"'\"$(", "\\"}, Ends{"-delete ", "*"}};
    const auto& [before, after] = dice_.pick(kEnds);
    return std::string(before) + "standing" + std::to_string(++names_) + std::string(after);
  }

  static int enter_new(int parent, const std::string& name) {
    support::need(mkdirat(parent, name.c_str(), 0755), name);
    return support::need(openat(parent, name.c_str(), kEnter), name);
  }

  void add_files(int parent, int count) {
    for (int i = 0; i < count; ++i) {
      const std::string name = next_name();
      constexpr int kNew = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
      const int file = support::need(openat(parent, name.c_str(), kNew, 0644), name);
      // A block for each of many would be a lot of room for nothing.
      if (count < kInWideArena) support::need(write(file, name.data(), name.size()), name);
      close(file);
    }
  }

  void add_link(int parent, const std::string& target) {
    const std::string name = next_name();
    support::need(symlinkat(target.c_str(), parent, name.c_str()), name);
  }

  void add_arena(int directory) {
    tree_.arenas_.push_back({support::need(fcntl(directory, F_DUPFD_CLOEXEC, 0), "an arena"), {}});
  }

  void add_small_arena(int top) {
    const std::string name = next_name();
    const int arena = enter_new(top, name);
    add_arena(arena);
    add_files(arena, 12);
    for (int i = 0; i < 3; ++i) {
      const int inner = enter_new(arena, next_name());
      add_files(inner, i * 2);
      if (i == 1) add_arena(inner);
      close(inner);
    }
    const std::string fifo = next_name();
    support::need(mkfifoat(arena, fifo.c_str(), 0644), fifo);
    const std::string itself = next_name();
    support::need(symlinkat(itself.c_str(), arena, itself.c_str()), itself);
    for (const std::string& target : {std::string("nowhere"), std::string(".."), std::string("../") + kLeaf,
                                      "../" + (last_arena_.empty() ? name : last_arena_)}) {
      add_link(arena, target);
    }
    last_arena_ = name;
    close(arena);
  }

  /// An arena half way down and one at the end.
  void add_chain(int top, int levels, std::size_t name_length) {
    int at = support::need(fcntl(top, F_DUPFD_CLOEXEC, 0), "a chain");
    for (int level = 1; level <= levels; ++level) {
      std::string name = next_name();
      if (name.size() < name_length) name.resize(name_length, '=');
      const int next = enter_new(at, name);
      close(std::exchange(at, next));
      add_files(at, 2);
      if (level == levels || level == levels / 2) add_arena(at);
    }
    close(at);
  }

  int add_wide_arena(int top, int count) {
    const int arena = enter_new(top, next_name());
    add_arena(arena);
    add_files(arena, count);
    return arena;
  }

  StandingTree& tree_;
  support::Random dice_;
  int names_ = 0;
  std::string last_arena_;
};

StandingTree::Node StandingTree::read_node(int parent, const std::string& name) {
  Node node{name, {}, {}, {}};
  support::need(fstatat(parent, name.c_str(), &node.status, AT_SYMLINK_NOFOLLOW), name);
  node.content = content_of(parent, name, node.status.st_mode);
  if (!S_ISDIR(node.status.st_mode)) return node;
  const int directory = support::need(openat(parent, name.c_str(), kEnter), name);
  for (const std::string& child : names_in(directory)) node.children.push_back(read_node(directory, child));
  close(directory);
  return node;
}

// ---- the ways

/// Finds the ways as POSIX find describes the walk: a directory that is among those that lead to it closes a
/// circle.
class StandingTree::Surveyor {
 public:
  Surveyor(const Node& root, bool follows) : follows_(follows) { note_directories(root); }

  Ways survey(int parent, const Node& root) {
    visit(parent, root, "");
    return std::move(ways_);
  }

 private:
  void note_directories(const Node& node) {
    if (!S_ISDIR(node.status.st_mode)) return;
    directories_.emplace(node.status.st_ino, &node);
    for (const Node& child : node.children) note_directories(child);
  }

  void visit(int parent, const Node& node, const std::string& path) {
    struct stat status = node.status;
    if (follows_ && S_ISLNK(status.st_mode) && fstatat(parent, node.name.c_str(), &status, 0) != 0) {
      status = node.status;
      if (errno == ELOOP) return void(ways_.circles.insert(path));
    }
    if (!S_ISDIR(status.st_mode)) return ways_.all.push_back({path, letter_of(status.st_mode), status});
    if (std::count(above_.begin(), above_.end(), status.st_ino) > 0) {
      ways_.circles.insert(path);
      return;
    }
    ways_.all.push_back({path, 'd', status});
    above_.push_back(status.st_ino);
    const int directory =
        support::need(openat(parent, node.name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), path);
    for (const Node& child : directories_.at(status.st_ino)->children) {
      visit(directory, child, below(path, child.name));
    }
    close(directory);
    above_.pop_back();
  }

  bool follows_;
  std::unordered_map<ino_t, const Node*> directories_;
  std::vector<ino_t> above_;
  Ways ways_;
};

StandingTree::StandingTree(std::string top, std::uint64_t seed) : top_(std::move(top)) {
  Maker(*this, seed).make();
  root_ = read_node(AT_FDCWD, top_);
  plain_ = Surveyor(root_, false).survey(AT_FDCWD, root_);
  followed_ = Surveyor(root_, true).survey(AT_FDCWD, root_);
  for (const Way& way : plain_.all) names_.insert(way.path.substr(way.path.rfind('/') + 1));
  for (Arena& arena : arenas_) arena.names = names_in(arena.descriptor);
}

StandingTree::~StandingTree() {
  for (const Arena& arena : arenas_) close(arena.descriptor);
}

// ---- whether it has stood still

void StandingTree::compare(int parent, const Node& node, std::string& damage) {
  struct stat now {};
  const struct stat& then = node.status;
  const bool is_there = fstatat(parent, node.name.c_str(), &now, AT_SYMLINK_NOFOLLOW) == 0;
  const bool is_directory = S_ISDIR(then.st_mode);
  const bool is_same = is_there && now.st_ino == then.st_ino && now.st_mode == then.st_mode &&
                       (is_directory || (now.st_nlink == then.st_nlink && now.st_size == then.st_size &&
                                         content_of(parent, node.name, now.st_mode) == node.content));
  if (!is_same) damage += (is_there ? "changed: " : "gone: ") + support::shell_quoted(node.name) + '\n';
  if (!is_same || !is_directory) return;
  const int directory = support::need(openat(parent, node.name.c_str(), kEnter), node.name);
  for (const Node& child : node.children) compare(directory, child, damage);
  close(directory);
}

std::string StandingTree::damage() const {
  std::string damage;
  compare(AT_FDCWD, root_, damage);
  return damage;
}

}  // namespace findo::race_tests
