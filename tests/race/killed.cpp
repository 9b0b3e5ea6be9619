// findo_killed --findo PATH [--rounds N] [--seed N]
// findo is ended at a random moment while it trashes, or moves, 5,000 files; then --undo must bring back the
// tree as it was, to the byte and to the time of every file and directory, and leave nothing behind in the
// trash or in the directory that files were moved to. It is killed outright (SIGKILL), or asked to end
// (SIGINT): then the record must tell exactly what was done.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "race/race_tests.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "support/text.hpp"
#include "support/tree_spec.hpp"
#include "support/trouble.hpp"

namespace findo::race_tests {
namespace {

constexpr int kDirectories = 50;
constexpr int kFilesEach = 100;
constexpr int kMostTries = 3;  // to meet a run before its end, for each time that it is wanted
constexpr timespec kLongAgo{1'000'000'000, 123'456'789};

support::TreeSpec tree_spec() {
  support::TreeSpec spec;
  const auto add = [&](std::string path, support::Kind kind) {
    support::Node node;
    node.text = kind == support::Kind::file ? path : "";
    node.path = std::move(path);
    node.kind = kind;
    node.times = support::Times{kLongAgo, {kLongAgo.tv_sec + static_cast<time_t>(spec.size()), 987'654'321}};
    spec.push_back(std::move(node));
  };
  for (int i = 0; i < kDirectories; ++i) {
    const std::string directory = "d" + std::to_string(i);
    add(directory, support::Kind::directory);
    // Files of one name must not take each other's place in the trash.
    for (int j = 0; j < kFilesEach; ++j) add(directory + "/f" + std::to_string(j), support::Kind::file);
  }
  return spec;
}

struct Deed {
  const char* name;
  std::vector<std::string> words;
};

const std::vector<Deed>& deeds() {
  static const std::vector<Deed> all{
      {"-trash", {"tree", "-type", "f", "-trash"}},
      {"-move-to", {"tree", "-type", "f", "--parents", "-move-to", "target"}},
      {"-trash of directories", {"tree", "-name", "d*", "-trash"}},
  };
  return all;
}

using Clock = std::chrono::steady_clock;

class Scene {
 public:
  explicit Scene(const Options& options) : directory_("findo-killed"), findo_(options.findo) {
    support::build_tree(tree_spec(), path("tree"));
    for (const char* name : {"target", "home"}) support::need(mkdir(path(name).c_str(), 0755), name);
    before_ = whole_snapshot_of(path("tree"));
  }

  std::string path(const std::string& name) const { return directory_.path() + '/' + name; }

  /// How the run ended, as waitpid tells it.
  int act(const Deed& deed, long microseconds, int signal) const {
    return run_findo(deed.words, microseconds, signal);
  }
  int undo() const { return run_findo({"--undo"}, -1, 0); }

  /// How long the deed takes when nobody disturbs it: the shortest of some times.
  long duration_of(const Deed& deed) const {
    constexpr int kTimes = 3;
    auto shortest = Clock::duration::max();
    for (int i = 0; i < kTimes; ++i) {
      const auto start = Clock::now();
      act(deed, -1, 0);
      shortest = std::min(shortest, Clock::now() - start);
      undo();
    }
    return static_cast<long>(std::chrono::duration_cast<std::chrono::microseconds>(shortest).count());
  }

  /// What is not as it was before; empty where all is.
  std::string damage() const {
    std::string found = support::difference(before_, whole_snapshot_of(path("tree")));
    for (const char* place : {"target", "home/.local/share/Trash/files", "home/.local/share/Trash/info"}) {
      const std::string left = whole_snapshot_of(path(place));
      if (!left.empty()) found += "left in " + std::string(place) + ":\n" + left.substr(0, 400) + '\n';
    }
    return found;
  }

  /// How many files are gone from where they were.
  std::ptrdiff_t count_of_missing() const {
    const std::string now = whole_snapshot_of(path("tree"));
    return std::count(before_.begin(), before_.end(), '\n') - std::count(now.begin(), now.end(), '\n');
  }

  /// How many deeds the last record tells of that leave a file elsewhere.
  std::ptrdiff_t count_of_recorded() const {
    std::ifstream record(last_record());
    std::ptrdiff_t count = 0;
    for (std::string line; std::getline(record, line);) {
      // A directory that was made is done, too, but has no place of its time.
      count += line.starts_with("{\"done\"") && line.find("directory_mtime") != std::string::npos ? 1 : 0;
    }
    return count;
  }

 private:
  std::string last_record() const {
    namespace fs = std::filesystem;
    int last = 0;
    const std::string runs = path("home/.local/state/findo/runs");
    if (!fs::is_directory(runs)) return {};
    for (const auto& entry : fs::directory_iterator(runs))
      last = std::max(last, std::stoi(entry.path().stem()));
    return runs + '/' + std::to_string(last) + ".jsonl";
  }

  int run_findo(std::vector<std::string> words, long microseconds, int signal) const {
    words.insert(words.begin(), findo_);
    return run({words, path(""), path("home"), microseconds, signal});
  }

  support::TemporaryDirectory directory_;
  std::string findo_;
  std::string before_;
};

/// One round; what went wrong, or nothing.
std::string end_and_undo(const Scene& scene, const Deed& deed, long moment, int signal, bool& was_cut_short) {
  const int status = scene.act(deed, moment, signal);
  was_cut_short = WIFSIGNALED(status);
  const std::ptrdiff_t missing = scene.count_of_missing();
  std::string wrong;
  // A directory counts with all that is in it.
  const bool is_comparable = signal == SIGINT && missing > 0 && deed.words[1] == "-type";
  if (is_comparable && missing != scene.count_of_recorded()) {
    wrong += std::to_string(missing) + " files were gone, " + std::to_string(scene.count_of_recorded()) +
             " recorded\n";
  }
  scene.undo();
  return wrong + scene.damage();
}

bool survives(const Options& options, const Deed& deed, int signal) {
  const Scene scene(options);
  const long duration = scene.duration_of(deed);
  support::Random dice(options.seed, static_cast<std::uint64_t>(signal), 0);
  int cut_short = 0;
  int round = 0;
  for (; cut_short < options.rounds && round < kMostTries * options.rounds; ++round) {
    const long moment = static_cast<long>(dice.below(static_cast<std::size_t>(duration) + 1));
    bool was_cut_short = false;
    const std::string wrong = end_and_undo(scene, deed, moment, signal, was_cut_short);
    cut_short += was_cut_short ? 1 : 0;
    if (wrong.empty()) continue;
    std::printf("FAILED: %s ended by signal %d after %ld us of %ld (round %d):\n%s", deed.name, signal,
                moment, duration, round + 1, wrong.c_str());
    return false;
  }
  std::printf("%s: undone %d times after signal %d, %d of which came before the end\n", deed.name, round,
              signal, cut_short);
  std::fflush(stdout);
  return cut_short > 0;
}

}  // namespace
}  // namespace findo::race_tests

int main(int count, char** words) {
  using namespace findo::race_tests;
  const Options options = parse_options(count, words);
  bool is_well = true;
  for (const Deed& deed : deeds()) is_well &= survives(options, deed, SIGKILL);
  for (const Deed& deed : deeds()) is_well &= survives(options, deed, SIGINT);
  return is_well ? 0 : 1;
}
