// findo_temporaries --findo PATH [--rounds N] [--seed N]
// While findo copies into a directory, a thread that may do there what it likes exchanges what findo makes
// under a temporary name for something that was there before: a directory for a directory, a file for
// anything else. It also takes the name that the copy is to have, so that findo clears away what it has made.
// Nothing may become of what was there: it is not removed, nothing is put into it, and its owner and
// permissions stay.
#include <atomic>
#include <cstdio>
#include <dirent.h>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

#include "race/race_tests.hpp"
#include "support/temporary_directory.hpp"
#include "support/text.hpp"
#include "support/trouble.hpp"

namespace findo::race_tests {
namespace {

constexpr int kFiles = 400;  // so that a directory takes its time
constexpr int kLinks = 200;  // of which each is there for a moment
constexpr uid_t kSomebody = 1234;
constexpr unsigned kExchange = 2;  // RENAME_EXCHANGE

/// What was there before.
struct Decoys {
  explicit Decoys(const std::string& target)
      : directory(support::need(open((target + "/decoy").c_str(), O_PATH | O_CLOEXEC), target)),
        file(support::need(open((target + "/file").c_str(), O_RDONLY | O_CLOEXEC), target)),
        before_(state()) {}
  Decoys(const Decoys&) = delete;
  Decoys& operator=(const Decoys&) = delete;
  ~Decoys() {
    close(directory);
    close(file);
  }

  /// What has become of them, wherever they are now; empty where nothing has.
  std::string harm() const { return support::difference(before_, state()); }

 private:
  static std::string state_of(int decoy) {
    struct stat status {};
    support::need(fstat(decoy, &status), "fstat");
    return std::to_string(status.st_mode) + ' ' + std::to_string(status.st_uid) + ' ' +
           std::to_string(status.st_nlink) + '\n';
  }
  std::string state() const {
    return state_of(directory) + state_of(file) +
           whole_snapshot_of("/proc/self/fd/" + std::to_string(directory) + "/.");
  }

  int directory;
  int file;
  std::string before_;
};

/// Waits for something with a temporary name, exchanges it once, and takes the name of the copy.
class Thief {
 public:
  explicit Thief(const std::string& target)
      : target_(support::need(open(target.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), target)),
        thread_([this] {
          while (!has_ended_ && !has_stolen_) look();
        }) {}
  Thief(const Thief&) = delete;
  Thief& operator=(const Thief&) = delete;
  ~Thief() {
    end();
    close(target_);
  }

  /// Whether it has come to exchange anything.
  bool end() {
    has_ended_ = true;
    if (thread_.joinable()) thread_.join();
    return has_stolen_;
  }

 private:
  void look() {
    DIR* const stream = fdopendir(openat(target_, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!stream) return;
    while (const dirent* entry = readdir(stream)) {
      if (std::string_view(entry->d_name).starts_with(".findo-")) exchange(entry->d_name);
    }
    closedir(stream);
  }

  void exchange(const char* name) {
    struct stat status {};
    if (fstatat(target_, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return;
    const char* const decoy = S_ISDIR(status.st_mode) ? "decoy" : "file";
    if (syscall(SYS_renameat2, target_, name, target_, decoy, kExchange) != 0) return;
    mkdirat(target_, "d", S_IRWXU);
    has_stolen_ = true;
  }

  int target_;
  std::atomic<bool> has_ended_{false};
  std::atomic<bool> has_stolen_{false};
  std::thread thread_;
};

class Scene {
 public:
  Scene() : directory_("findo-temporaries") {
    make("from");
    make("from/d");
    for (int i = 0; i < kFiles; ++i) support::write_file(path("from/d/f" + std::to_string(i)), "text");
    for (int i = 0; i < kLinks; ++i) {
      const std::string link = path("from/l" + std::to_string(i));
      support::need(symlink("nowhere", link.c_str()), link);
      (void)lchown(link.c_str(), kSomebody, kSomebody);  // root alone can, and only root gives files away
    }
  }

  std::string path(const std::string& name) const { return directory_.path() + '/' + name; }

  void renew() const {
    for (const char* name : {"target", "home"}) support::remove_tree(path(name));
    for (const char* name : {"home", "target", "target/decoy", "target/decoy/sub"}) make(name);
    support::write_file(path("target/decoy/sub/f"), "precious");
    support::write_file(path("target/file"), "precious");
  }

 private:
  void make(const std::string& name) const { support::need(mkdir(path(name).c_str(), 0755), name); }

  support::TemporaryDirectory directory_;
};

struct Deed {
  const char* name;
  std::vector<std::string> words;
};

const std::vector<Deed>& deeds() {
  static const std::vector<Deed> all{
      {"-copy-to of a directory", {"from", "-name", "d", "-copy-to", "target"}},
      {"-copy-to of links", {"from", "-name", "l*", "-copy-to", "target"}},
      {"-copy-to of links that replace", {"from", "-name", "l*", "--overwrite", "-copy-to", "target"}},
  };
  return all;
}

bool survives(const Scene& scene, const Options& options, const Deed& deed) {
  int stolen = 0;
  for (int round = 0; round < options.rounds; ++round) {
    scene.renew();
    const Decoys decoys(scene.path("target"));
    Thief thief(scene.path("target"));
    std::vector<std::string> words = deed.words;
    words.insert(words.begin(), options.findo);
    run({.words = std::move(words), .directory = scene.path(""), .home = scene.path("home")});
    stolen += thief.end() ? 1 : 0;
    const std::string harm = decoys.harm();
    if (harm.empty()) continue;
    std::printf("FAILED: %s, round %d: what was there was touched\n%s", deed.name, round + 1, harm.c_str());
    return false;
  }
  std::printf("%s: nothing was touched in %d rounds, in %d of which a temporary name was taken\n", deed.name,
              options.rounds, stolen);
  std::fflush(stdout);
  return true;
}

}  // namespace
}  // namespace findo::race_tests

int main(int count, char** words) {
  using namespace findo::race_tests;
  const Options options = parse_options(count, words);
  const Scene scene;
  bool is_well = true;
  for (const Deed& deed : deeds()) is_well &= survives(scene, options, deed);
  return is_well ? 0 : 1;
}
