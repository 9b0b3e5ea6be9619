// Whatever a deed meets may have been taken away, or exchanged for something else, by another thread or by
// the search that is under test. So every failure is passed over, links are never followed, and nothing but
// names of entries that move is ever touched.
#include "race/moving_entries.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <dirent.h>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

#include "support/random.hpp"

namespace findo::race_tests {
namespace {

constexpr std::uint64_t kMovers = 2;
constexpr std::chrono::milliseconds kWitnessRest{10};  // what is under test should come to its turn, too
constexpr std::size_t kNamesInUse = 24;                // in each directory, so that they meet often
constexpr std::size_t kFirstOfMany = 100;              // names from here on are not met by chance
constexpr std::size_t kLongestChain = 150;
constexpr std::size_t kManyInOne = 12'000;  // over what GNU find sorts by inode
constexpr unsigned kExchange = 2;           // RENAME_EXCHANGE
constexpr int kEnter = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;

/// A directory that may not be there; closed at the end.
class Opened {
 public:
  Opened(int parent, const std::string& name) : number_(openat(parent, name.c_str(), kEnter)) {}
  ~Opened() { close_it(); }
  Opened(Opened&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Opened& operator=(Opened&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  explicit operator bool() const { return number_ >= 0; }
  int number() const { return number_; }
  /// For fdopendir, which closes it.
  int give() { return std::exchange(number_, -1); }

 private:
  void close_it() const {
    if (number_ >= 0) close(number_);
  }
  int number_;
};

/// Calls `look` with each name that readdir gives.
template <class Look>
void read_names(Opened directory, Look look) {
  if (!directory) return;
  DIR* const stream = fdopendir(directory.give());
  while (const dirent* entry = readdir(stream)) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") look(dirfd(stream), entry->d_name);
  }
  closedir(stream);
}

/// With all that is in it.
void remove_all(int parent, const char* name) {
  if (unlinkat(parent, name, 0) == 0 || (errno != EISDIR && errno != EPERM)) return;
  if (unlinkat(parent, name, AT_REMOVEDIR) == 0 || errno == ENOENT) return;
  fchmodat(parent, name, 0700, AT_SYMLINK_NOFOLLOW);
  read_names(Opened(parent, name), remove_all);
  unlinkat(parent, name, AT_REMOVEDIR);
}

void make_file(int parent, const std::string& name) {
  const int file = openat(parent, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file >= 0) close(file);
}

void exchange(int parent, const std::string& name, int other_parent, const std::string& other) {
  syscall(SYS_renameat2, parent, name.c_str(), other_parent, other.c_str(), kExchange);
}

/// One thread's dice and deeds.
class Mover {
 public:
  Mover(const std::vector<Arena>& arenas, support::Random dice) : arenas_(arenas), dice_(dice) {}

  void act() {
    arena_ = dice_.pick(arenas_).descriptor;
    name_ = some_name();
    using Deed = void (Mover::*)();
    constexpr std::array<Deed, 18> kDeeds{
        &Mover::add_file,      &Mover::add_file,
        &Mover::add_fifo,      &Mover::add_directory,
        &Mover::add_directory, &Mover::add_directory,
        &Mover::add_link,      &Mover::add_link,
        &Mover::add_hard_link, &Mover::remove,
        &Mover::remove,        &Mover::rename_it,
        &Mover::exchange_it,   &Mover::exchange_for_link,
        &Mover::nest,          &Mover::change_mode,
        &Mover::empty_it,      &Mover::add_chain,
    };
    (this->*dice_.pick(kDeeds))();
  }

 private:
  std::string some_name() { return moving_name(dice_.below(kNamesInUse)); }
  int other_arena() { return dice_.chance(70) ? arena_ : dice_.pick(arenas_).descriptor; }

  void add_file() { make_file(arena_, name_); }
  void add_fifo() { mkfifoat(arena_, name_.c_str(), 0644); }

  void add_directory() {
    if (mkdirat(arena_, name_.c_str(), 0755) != 0) return;
    constexpr std::size_t kOneInMany = 2'000;
    const bool is_great = dice_.below(kOneInMany) == 0;
    const std::size_t count = is_great ? kManyInOne : dice_.chance(10) ? 300 : dice_.below(8);
    const Opened directory(arena_, name_);
    for (std::size_t i = 0; directory && i < count; ++i) {
      const std::string name = moving_name(kFirstOfMany + i);
      if (dice_.chance(10)) {
        mkdirat(directory.number(), name.c_str(), 0755);
      } else if (i == 1 && dice_.chance(30)) {
        // One at most: where the directory is moved to another, whoever follows links walks that again for
        // each.
        symlinkat("..", directory.number(), name.c_str());
      } else {
        make_file(directory.number(), name);
      }
    }
  }

  /// To where nothing moves, beside itself, or upwards, but never out of the tree: so that following them
  /// comes to an end.
  void add_link() {
    const std::string leaf = std::string("../") + kLeaf;
    const std::array<std::string, 7> targets{".", "nowhere", name_, some_name(), leaf, leaf + "/..", kLeaf};
    symlinkat(dice_.pick(targets).c_str(), arena_, name_.c_str());
  }

  void add_hard_link() { linkat(arena_, some_name().c_str(), other_arena(), name_.c_str(), 0); }
  void remove() { remove_all(arena_, name_.c_str()); }
  void rename_it() { renameat(arena_, name_.c_str(), other_arena(), some_name().c_str()); }
  void exchange_it() { exchange(arena_, name_, other_arena(), some_name()); }

  /// What has been there for a moment is removed: a search that has come to a directory may find a link.
  void exchange_for_link() {
    const std::string link = moving_name(kNamesInUse + dice_.below(kNamesInUse));
    const std::string target = dice_.chance(50) ? "." : std::string("../") + kLeaf;
    symlinkat(target.c_str(), arena_, link.c_str());
    exchange(arena_, name_, arena_, link);
    if (dice_.chance(50)) exchange(arena_, name_, arena_, link);
    remove_all(arena_, link.c_str());
  }

  void nest() {
    const Opened into(arena_, some_name());
    if (into) renameat(arena_, name_.c_str(), into.number(), some_name().c_str());
  }

  void change_mode() {
    constexpr std::array<mode_t, 5> kModes{0755, 0, 0311, 0444, 0755};
    fchmodat(arena_, name_.c_str(), dice_.pick(kModes), AT_SYMLINK_NOFOLLOW);
  }

  void empty_it() { read_names(Opened(arena_, name_), remove_all); }

  void add_chain() {
    if (mkdirat(arena_, name_.c_str(), 0755) != 0) return;
    Opened at(arena_, name_);
    for (std::size_t left = dice_.below(kLongestChain); at && left > 0; --left) {
      const std::string next = some_name();
      mkdirat(at.number(), next.c_str(), 0755);
      at = Opened(at.number(), next);
    }
  }

  const std::vector<Arena>& arenas_;
  support::Random dice_;
  int arena_ = -1;
  std::string name_;
};

}  // namespace

MovingEntries::MovingEntries(const StandingTree& tree, std::uint64_t seed, std::size_t most) {
  for (std::uint64_t i = 0; i < kMovers; ++i) {
    threads_.emplace_back([this, mover = Mover(tree.arenas(), support::Random(seed, 3, i))]() mutable {
      for (; !has_ended_; ++changes_) mover.act();
    });
  }
  threads_.emplace_back([this, &tree, seed, most] { flood(tree.wide_arena(), seed, most); });
  threads_.emplace_back([this, &tree] { witness(tree.arenas()); });
}

MovingEntries::~MovingEntries() {
  has_ended_ = true;
  for (std::thread& thread : threads_) thread.join();
}

/// Fills the directory, seldom to the brim, and empties it: so it grows from one block to a tree of them
/// while it is being read.
void MovingEntries::flood(const Arena& arena, std::uint64_t seed, std::size_t most) {
  support::Random dice(seed, 4, 0);
  const auto name_of = [](std::size_t i) { return moving_name(kFirstOfMany + i); };
  while (!has_ended_) {
    const std::size_t wanted = dice.chance(60) ? 2'000 : dice.chance(80) ? kManyInOne : most;
    const std::size_t count = dice.below(std::min(wanted, most)) + 1;
    for (std::size_t i = 0; i < count && !has_ended_; ++i, ++changes_) {
      make_file(arena.descriptor, name_of(i));
      // One in its place, and elsewhere in the order of the directory.
      if (dice.chance(5)) {
        renameat(arena.descriptor, name_of(i).c_str(), arena.descriptor, name_of(dice.below(i + 1)).c_str());
      }
    }
    for (std::size_t i = 0; i < count && !has_ended_; ++i, ++changes_) {
      unlinkat(arena.descriptor, name_of(i).c_str(), 0);
    }
  }
}

void MovingEntries::witness(const std::vector<Arena>& arenas) {
  std::vector<std::unordered_map<std::string_view, unsigned>> counts(arenas.size());
  for (std::size_t i = 0; i < arenas.size(); ++i) {
    for (const std::string& name : arenas[i].names) counts[i].emplace(name, 0);
  }
  while (!has_ended_) {
    for (std::size_t i = 0; i < arenas.size() && !has_ended_; ++i) {
      for (auto& [name, count] : counts[i]) count = 0;
      read_names(Opened(arenas[i].descriptor, "."), [&](int, const char* name) {
        if (const auto found = counts[i].find(name); found != counts[i].end()) ++found->second;
      });
      for (const auto& [name, count] : counts[i]) {
        witnessed_.missed += count == 0 ? 1 : 0;
        witnessed_.doubled += count > 1 ? 1 : 0;
      }
      ++witnessed_.listings;
    }
    std::this_thread::sleep_for(kWitnessRest);
  }
}

}  // namespace findo::race_tests
