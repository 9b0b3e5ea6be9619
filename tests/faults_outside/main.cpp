// faults_outside --findo PATH [--all] [--cases N] [--seed N] [--scene NAME] [--call NAME] [--error NAME]
//                [--use N] [--memory LIBRARY] [--show]
// Each system call that findo makes fails, at its n-th use, with each error that its manual lists, in each
// scene; n goes from 1 to 200. Without --all, N of these cases, chosen by the seed. With --memory the n-th
// allocation fails instead, by that library. --show: what the chosen cases have said.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <sys/syscall.h>

#include "faults_outside/faults.hpp"
#include "faults_outside/judge.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "support/text.hpp"
#include "support/trouble.hpp"

namespace findo::faults_outside {
namespace {

constexpr unsigned kMostUses = 200;
constexpr unsigned kMostAllocations = 4000;

struct Options {
  std::string findo;
  std::string memory;
  bool is_all = false;
  bool shows = false;
  std::size_t cases = 2000;
  std::uint64_t seed = 1;
  std::string scene;
  std::string call;
  std::string error;
  unsigned use = 0;
};

[[noreturn]] void complain_of_usage(const char* program) {
  errno = 0;
  support::die(std::string("usage: ") + program +
               " --findo PATH [--all] [--cases N] [--seed N] [--scene NAME] [--call NAME] [--error NAME]"
               " [--use N] [--memory LIBRARY] [--show]");
}

Options parse_options(int count, char** words) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--all") {
      options.is_all = true;
      continue;
    }
    if (word == "--show") {
      options.shows = true;
      continue;
    }
    if (i + 1 == count) complain_of_usage(words[0]);
    const std::string value = words[++i];
    if (word == "--findo") {
      options.findo = std::filesystem::absolute(value).string();
    } else if (word == "--memory") {
      options.memory = std::filesystem::absolute(value).string();
    } else if (word == "--cases") {
      options.cases = std::strtoul(value.c_str(), nullptr, 10);
    } else if (word == "--seed") {
      options.seed = std::strtoull(value.c_str(), nullptr, 10);
    } else if (word == "--scene") {
      options.scene = value;
    } else if (word == "--call") {
      options.call = value;
    } else if (word == "--error") {
      options.error = value;
    } else if (word == "--use") {
      options.use = static_cast<unsigned>(std::strtoul(value.c_str(), nullptr, 10));
    } else {
      complain_of_usage(words[0]);
    }
  }
  if (options.findo.empty()) complain_of_usage(words[0]);
  return options;
}

struct Case {
  std::size_t scene;
  Fault fault;
};

/// Faults that findo once did not survive, or did not tell; they are tried each time, at each use.
bool went_wrong_once(const Case& chosen) {
  struct Row {
    std::string_view scene;
    long call;
    int error;
  };
  constexpr Row kRows[] = {
      {"threads", SYS_clone3, EAGAIN},   // the program was aborted
      {"threads", SYS_mmap, ENOMEM},     // likewise
      {"copy-to", SYS_newfstatat, EIO},  // directories with other permissions
      {"move-to", SYS_newfstatat, EIO},  // likewise
      {"trash", SYS_statx, EIO},         // put into another trash
      {"trash", SYS_fsync, EIO},         // a record of a run that did nothing
      {"each", SYS_read, EIO},           // the output of a command was lost
  };
  return std::any_of(std::begin(kRows), std::end(kRows), [&](const Row& row) {
    return row.scene == scenes()[chosen.scene].name && row.call == chosen.fault.call &&
           row.error == chosen.fault.error;
  });
}

/// The places, and the course that each scene takes in them.
class Stage {
 public:
  explicit Stage(const Options& options)
      : options_(options), directory_("findo-faults"), top_(directory_.path() + "/places") {}

  Course play(const Scene& scene, const Fault& fault, unsigned allocation = 0) {
    if (scene.changes || !is_clean_) build_places(top_);
    is_clean_ = !scene.changes;
    if (!scene.before.empty()) run(traced_in(top_, options_.findo, scene.before), {});
    if (scene.changes || state_.empty()) state_ = state_of(top_);
    Course course;
    course.state_before = state_;
    Traced traced = traced_in(top_, options_.findo, scene.words);
    if (!options_.memory.empty()) {
      traced.environment.push_back("LD_PRELOAD=" + options_.memory);
      traced.environment.push_back("FINDO_FAILING_ALLOCATION=" + std::to_string(allocation));
    }
    course.ending = run(traced, fault);
    course.state = state_of(top_);
    if (!scene.changes) is_clean_ = course.state == state_;
    if (!is_clean_) state_.clear();
    return course;
  }

  /// The second time: by then the times of access have settled.
  Course undisturbed(const Scene& scene) {
    play(scene, {});
    return play(scene, {});
  }

 private:
  const Options& options_;
  support::TemporaryDirectory directory_;
  std::string top_;
  std::string state_;
  bool is_clean_ = false;
};

/// What has gone wrong: for each kind of it the first case, and how many there were.
class Findings {
 public:
  void note(const std::string& kind, const std::string& example) {
    auto& [first, count] = kinds_[kind];
    if (++count == 1) first = example;
  }
  bool empty() const { return kinds_.empty(); }
  void show() const {
    for (const auto& [kind, found] : kinds_)
      std::printf("FAILED: %s (%zu times): %s\n", kind.c_str(), found.second, found.first.c_str());
  }

 private:
  std::map<std::string, std::pair<std::string, std::size_t>> kinds_;
};

std::string words_of(const Scene& scene, const Fault& fault) {
  return "--scene " + scene.name + " --call " + std::string(try_call(fault.call)->name) + " --error " +
         std::string(error_name(fault.error)) + " --use " + std::to_string(fault.use);
}

std::string essence(const Course& course) {
  std::string text = " [" + std::to_string(course.ending.status) + ']';
  for (const std::string& path : course.ending.paths) text += ' ' + path.substr(path.find("places") + 1);
  return text + ' ' + support::shell_quoted(course.ending.errors.substr(0, 160));
}

class Trial {
 public:
  explicit Trial(const Options& options) : options_(options), stage_(options) {
    for (const Scene& scene : scenes()) {
      const bool is_wanted = options.scene.empty() || options.scene == scene.name;
      courses_.push_back(is_wanted ? std::optional(stage_.undisturbed(scene)) : std::nullopt);
    }
  }

  std::vector<Case> chosen_cases() const {
    std::vector<Case> cases = all_cases();
    if (options_.is_all || options_.use > 0 || cases.size() <= options_.cases) return cases;
    support::Random dice(options_.seed);
    const auto others = std::stable_partition(cases.begin(), cases.end(), went_wrong_once);
    for (auto i = static_cast<std::size_t>(others - cases.begin()); i < options_.cases; ++i)
      std::swap(cases[i], cases[i + dice.below(cases.size() - i)]);
    cases.resize(options_.cases);
    std::stable_sort(cases.begin(), cases.end(),
                     [](const Case& a, const Case& b) { return a.scene < b.scene; });
    return cases;
  }

  void strike(const Case& chosen) {
    const Scene& scene = scenes()[chosen.scene];
    // Each tree that is made anew has other inodes and times.
    if (playing_ != chosen.scene) courses_[chosen.scene] = stage_.undisturbed(scene);
    playing_ = chosen.scene;
    const Course course = stage_.play(scene, chosen.fault);
    struck_ += course.ending.was_struck ? 1 : 0;
    const std::string wrong = judge(scene, chosen.fault, *courses_[chosen.scene], course);
    const std::string words = words_of(scene, chosen.fault);
    if (options_.shows) show(words, course);
    if (wrong.empty()) return;
    const std::string call(try_call(chosen.fault.call)->name);
    findings_.note(
        scene.name + ", " + call + ", " + std::string(error_name(chosen.fault.error)) + ": " + wrong,
        words + essence(course));
  }

  /// All allocations from the n-th on fail; without --all for some n, a few apart.
  void starve(std::size_t index) {
    constexpr std::size_t kMostApart = 80;
    constexpr unsigned kMostCalm = 40;  // runs: by then n is beyond all allocations
    if (!courses_[index]) return;
    courses_[index] = stage_.undisturbed(scenes()[index]);
    support::Random dice(options_.seed, 0, index);
    unsigned calm = 0;
    for (unsigned n = std::max(options_.use, 1U); n <= kMostAllocations && calm < kMostCalm;) {
      calm = is_calm(index, n) ? calm + 1 : 0;
      if (options_.use > 0 || (!options_.is_all && calm > 0)) return;
      n += options_.is_all ? 1 : 1 + static_cast<unsigned>(dice.below(kMostApart));
    }
  }

  std::size_t struck() const { return struck_; }
  const Findings& findings() const { return findings_; }

 private:
  /// Whether nobody has noticed that the n-th allocation was to fail.
  bool is_calm(std::size_t index, unsigned n) {
    const Scene& scene = scenes()[index];
    const Course course = stage_.play(scene, {}, n);
    ++struck_;
    const std::string wrong = judge_out_of_memory(scene, *courses_[index], course);
    const std::string words = "--scene " + scene.name + " --use " + std::to_string(n);
    if (options_.shows) show(words, course);
    if (!wrong.empty()) findings_.note(scene.name + ": " + wrong, words + essence(course));
    const Ending& usual = courses_[index]->ending;
    return course.ending.status == usual.status && course.ending.errors == usual.errors;
  }

  static void show(const std::string& words, const Course& course) {
    std::printf("%s%s\n%s%s%s", words.c_str(), essence(course).c_str(), course.ending.output.c_str(),
                course.ending.errors.c_str(), course.state.c_str());
  }

  std::vector<Case> all_cases() const {
    std::vector<Case> cases;
    for (std::size_t scene = 0; scene < courses_.size(); ++scene) {
      if (!courses_[scene]) continue;
      for (const auto& [number, uses] : courses_[scene]->ending.uses) add_cases(scene, number, uses, cases);
    }
    return cases;
  }

  void add_cases(std::size_t scene, long number, unsigned uses, std::vector<Case>& cases) const {
    const Call* const call = try_call(number);
    if (!call || (!options_.call.empty() && options_.call != call->name)) return;
    for (const int error : call->errors) {
      // Who has no statx has none for any file: one time alone is another mount, and a trash outside our
      // places.
      const bool is_old = number == SYS_statx && (error == ENOSYS || error == EPERM);
      if (is_old && scenes()[scene].changes) continue;
      if (!options_.error.empty() && error != error_of(options_.error)) continue;
      for (unsigned use = 1; use <= std::min(uses, kMostUses); ++use) {
        if (options_.use == 0 || options_.use == use) cases.push_back({scene, {number, error, use}});
      }
    }
  }

  const Options& options_;
  Stage stage_;
  std::vector<std::optional<Course>> courses_;
  Findings findings_;
  std::size_t struck_ = 0;
  std::optional<std::size_t> playing_;
};

}  // namespace
}  // namespace findo::faults_outside

int main(int count, char** words) {
  using namespace findo::faults_outside;
  const Options options = parse_options(count, words);
  if (!can_trace()) {
    std::puts("skipped: this system lets nobody trace another process");
    return 77;
  }
  Trial trial(options);
  if (options.memory.empty()) {
    for (const Case& chosen : trial.chosen_cases()) trial.strike(chosen);
  } else {
    for (std::size_t scene = 0; scene < scenes().size(); ++scene) trial.starve(scene);
  }
  trial.findings().show();
  std::printf("%zu faults\n", trial.struck());
  return trial.findings().empty() ? 0 : 1;
}
