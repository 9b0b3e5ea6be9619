// findo_adversary --findo PATH [--rounds N] [--seed N]
// While findo deletes, trashes, moves or lets a command delete what is in a tree, threads exchange
// directories of the tree for links into another tree that looks the same, as fast as they can. Whatever
// becomes of the first tree, nothing in the other one may be touched. A deletion by whole paths, which is not
// safe, shows that the adversary can do harm.
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

#include "race/race_tests.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "support/text.hpp"
#include "support/trouble.hpp"

namespace findo::race_tests {
namespace {

constexpr int kDirectories = 12;  // on each of two levels
constexpr int kFiles = 8;         // in each directory
constexpr int kAdversaries = 2;
constexpr unsigned kExchange = 2;  // RENAME_EXCHANGE

/// The directories of a tree, below its top.
std::vector<std::string> directories() {
  std::vector<std::string> all;
  for (int i = 0; i < kDirectories; ++i) {
    all.push_back("d" + std::to_string(i));
    all.push_back("d" + std::to_string(i) + "/e");
  }
  return all;
}

void make_tree(const std::string& top) {
  support::need(mkdir(top.c_str(), 0755), top);
  for (const std::string& directory : directories()) {
    const std::string path = top + '/' + directory;
    support::need(mkdir(path.c_str(), 0755), path);
    for (int i = 0; i < kFiles; ++i) support::write_file(path + "/f" + std::to_string(i), path);
  }
}

/// Beside each directory a link of the same name with a tilde, which leads to its twin in the other tree.
void make_links(const std::string& top, const std::string& twin) {
  for (const std::string& directory : directories()) {
    const std::string link = top + '/' + directory + '~';
    support::need(symlink((twin + '/' + directory).c_str(), link.c_str()), link);
  }
}

/// A directory that can be exchanged for its link, by way of the open directory that holds both: by whole
/// paths the adversary would be caught in his own links.
struct Target {
  int holder;
  std::string name;
  std::string link;

  void exchange() const { syscall(SYS_renameat2, holder, name.c_str(), holder, link.c_str(), kExchange); }
};

/// Exchanges directories for links until it is told to stop.
class Adversary {
 public:
  Adversary(const std::string& top, std::uint64_t seed) {
    for (const std::string& directory : directories()) {
      const std::string path = top + '/' + directory;
      const std::string holder = path.substr(0, path.rfind('/'));
      const std::string name = path.substr(holder.size() + 1);
      targets_.push_back({support::need(open(holder.c_str(), O_PATH | O_CLOEXEC), holder), name, name + '~'});
    }
    for (int i = 0; i < kAdversaries; ++i) {
      threads_.emplace_back([this, dice = support::Random(seed, 1, static_cast<std::uint64_t>(i))]() mutable {
        while (!has_ended_) {
          const Target& target = dice.pick(targets_);
          target.exchange();
          if (dice.chance(50)) target.exchange();
        }
      });
    }
  }
  Adversary(const Adversary&) = delete;
  Adversary& operator=(const Adversary&) = delete;
  ~Adversary() {
    has_ended_ = true;
    for (std::thread& thread : threads_) thread.join();
    for (const Target& target : targets_) close(target.holder);
  }

 private:
  std::atomic<bool> has_ended_{false};
  std::vector<Target> targets_;
  std::vector<std::thread> threads_;
};

/// A way to deal with the tree, which is the directory `tree` beside the directory `target`.
struct Deed {
  const char* name;
  std::vector<std::string> words;
  std::vector<std::string> before{};  ///< what findo does first, while the tree is at rest
};

/// Plans to delete each file, which is a root of its own, so that only its path leads to it.
std::vector<std::string> planned_roots() {
  std::vector<std::string> words;
  for (const std::string& directory : directories()) {
    for (int i = 0; i < kFiles; ++i) words.push_back("tree/" + directory + "/f" + std::to_string(i));
  }
  words.insert(words.end(), {"-delete", "--plan=target/plan"});
  return words;
}

const std::vector<Deed>& deeds() {
  static const std::vector<Deed> all{
      {"-delete", {"tree", "-mindepth", "1", "-name", "[def]*", "-delete"}},
      {"-delete, in turn",
       {"tree", "-name", "f*", "-size", "+0", "-print", "-exec", "true", "{}", "+", "-delete"}},
      {"-trash of files", {"tree", "-name", "f*", "-trash"}},
      {"-trash of directories", {"tree", "-name", "e", "-trash"}},
      {"-execdir rm", {"tree", "-name", "f*", "-execdir", "rm", "-rf", "{}", "+"}},
      {"-move-to", {"tree", "-name", "f*", "--parents", "-move-to", "target"}},
      {"-move-to of directories", {"tree", "-name", "d*", "-move-to", "target"}},
      {"-copy-to, -delete",
       {"tree", "-name", "f*", "--parents", "--overwrite", "-copy-to", "target", "-delete"}},
      {"--apply of -delete of roots", {"--apply=target/plan"}, planned_roots()},
  };
  return all;
}

class Scene {
 public:
  Scene() : directory_("findo-race") {
    make_tree(path("canary"));
    before_ = whole_snapshot_of(path("canary"));
  }

  std::string path(const std::string& name) const { return directory_.path() + '/' + name; }

  void renew() {
    for (const char* name : {"tree", "target", "home"}) support::remove_tree(path(name));
    make_tree(path("tree"));
    make_links(path("tree"), path("canary"));
    for (const char* name : {"target", "home"}) support::need(mkdir(path(name).c_str(), 0755), name);
  }

  /// What has become of the canary: empty where nothing has.
  std::string harm() const { return support::difference(before_, whole_snapshot_of(path("canary"))); }

  /// Makes the canary as it was.
  void heal() {
    support::remove_tree(path("canary"));
    make_tree(path("canary"));
    before_ = whole_snapshot_of(path("canary"));
  }

 private:
  support::TemporaryDirectory directory_;
  std::string before_;
};

/// Deletes files by paths that it has found before: what must not be done.
void delete_by_path(const std::string& top) {
  for (const std::string& directory : directories()) {
    for (int i = 0; i < kFiles; ++i) unlink((top + '/' + directory + "/f" + std::to_string(i)).c_str());
  }
}

bool can_do_harm(Scene& scene, const Options& options) {
  for (int round = 0; round < 100; ++round) {
    scene.renew();
    {
      const Adversary adversary(scene.path("tree"), options.seed + static_cast<std::uint64_t>(round));
      delete_by_path(scene.path("tree"));
    }
    if (scene.harm().empty()) continue;
    scene.heal();
    std::printf("by path: the canary was hit in round %d\n", round + 1);
    return true;
  }
  std::printf("FAILED: the adversary cannot even harm who deletes by path\n");
  return false;
}

bool survives(Scene& scene, const Options& options, const Deed& deed) {
  for (int round = 0; round < options.rounds; ++round) {
    scene.renew();
    const auto run_findo = [&](std::vector<std::string> words) {
      words.insert(words.begin(), options.findo);
      run({.words = std::move(words), .directory = scene.path(""), .home = scene.path("home")});
    };
    if (!deed.before.empty()) run_findo(deed.before);
    {
      const Adversary adversary(scene.path("tree"), options.seed + static_cast<std::uint64_t>(round));
      run_findo(deed.words);
    }
    const std::string harm = scene.harm();
    if (harm.empty()) continue;
    std::printf("FAILED: %s, round %d: the canary was touched\n%s", deed.name, round + 1, harm.c_str());
    return false;
  }
  std::printf("%s: the canary survived %d rounds\n", deed.name, options.rounds);
  std::fflush(stdout);
  return true;
}

}  // namespace
}  // namespace findo::race_tests

int main(int count, char** words) {
  using namespace findo::race_tests;
  const Options options = parse_options(count, words);
  Scene scene;
  bool is_well = can_do_harm(scene, options);
  for (const Deed& deed : deeds()) is_well &= survives(scene, options, deed);
  return is_well ? 0 : 1;
}
