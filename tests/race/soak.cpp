// findo_soak --findo PATH [--seconds N] [--searches N] [--seed N] [--jobs N] [--gnu]
// Threads make, rename, exchange, fill, empty and remove entries all over a tree, as fast as they can, while
// findo searches it again and again in many ways, some of which delete what moves. Among what moves, entries
// stand still: each search must show every one of them once, with its own status, in an order that it may
// come in, and nothing that nobody made; it must end, by itself; and it may complain of nothing but what the
// changes bring about. After a deletion everything that stands still must be as it was.
//
// Ends after so many searches or so many seconds, whichever comes first. With --gnu the searches are such as
// GNU find knows, too: `--findo /usr/bin/find --gnu` shows what comes from the kernel and not from findo. So
// does the last line, which also tells what a thread has missed that uses nothing but readdir.
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <system_error>
#include <vector>

#include "race/moving_entries.hpp"
#include "race/soak_judge.hpp"
#include "race/soak_search.hpp"
#include "race/standing_tree.hpp"
#include "support/process.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "support/text.hpp"
#include "support/trouble.hpp"

namespace findo::race_tests {
namespace {

using Clock = std::chrono::steady_clock;

/// Generous: a search takes a tenth of a second, a hundred times that under a sanitizer on a busy machine.
constexpr std::chrono::minutes kLongestSearch{4};
constexpr int kMostFailures = 10;
/// Over a hundred thousand names are read in several parts, but take long to make.
constexpr std::size_t kMostAtOnce = 20'000;
constexpr std::size_t kMostInLongRun = 110'000;
constexpr std::uint64_t kLongRunSeconds = 60;

struct SoakOptions {
  std::string findo;
  std::uint64_t seconds = 0;   ///< 0: no limit
  std::uint64_t searches = 0;  ///< the same
  std::uint64_t seed = 1;
  std::string jobs = "8";
  bool is_gnu = false;
};

[[noreturn]] void complain_of_usage(const char* program) {
  errno = 0;
  support::die(std::string("usage: ") + program +
               " --findo PATH [--seconds N] [--searches N] [--seed N] [--jobs N] [--gnu]");
}

SoakOptions parse_soak_options(int count, char** words) {
  SoakOptions options;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--gnu") {
      options.is_gnu = true;
      continue;
    }
    if (++i == count) complain_of_usage(words[0]);
    const char* const value = words[i];
    const std::uint64_t number = std::strtoull(value, nullptr, 10);
    if (word == "--findo") {
      options.findo = std::filesystem::absolute(value).string();
    } else if (word == "--seconds") {
      options.seconds = number;
    } else if (word == "--searches") {
      options.searches = number;
    } else if (word == "--seed") {
      options.seed = number;
    } else if (word == "--jobs") {
      options.jobs = value;
    } else {
      complain_of_usage(words[0]);
    }
  }
  if (options.findo.empty() || (options.seconds == 0 && options.searches == 0)) complain_of_usage(words[0]);
  return options;
}

class Soak {
 public:
  explicit Soak(const SoakOptions& options)
      : options_(options),
        directory_("findo-soak"),
        program_(path(std::filesystem::path(options.findo).filename().string())),
        tree_(path("tree"), options.seed),
        judge_(tree_, std::filesystem::path(options.findo).filename().string()),
        roots_{"tree", "tree/", "./tree", path("tree")} {
    support::copy_program(options.findo, program_);
  }

  bool run() {
    const auto start = Clock::now();
    const MovingEntries moving(tree_, options_.seed,
                               options_.seconds >= kLongRunSeconds ? kMostInLongRun : kMostAtOnce);
    const auto is_over = [&] {
      const auto passed = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - start);
      return failures_ >= kMostFailures || (options_.searches > 0 && totals_.searches >= options_.searches) ||
             (options_.seconds > 0 && static_cast<std::uint64_t>(passed.count()) >= options_.seconds);
    };
    for (std::uint64_t number = 0; !is_over(); ++number) search(number);
    if (const std::string damage = tree_.damage(); !damage.empty()) fail("in the end", damage);
    tell(moving);
    return failures_ == 0;
  }

 private:
  std::string path(const std::string& name) const { return directory_.path() + '/' + name; }

  void search(std::uint64_t number) {
    support::Random dice(options_.seed, 1, number);
    const SearchDice settings{options_.jobs, options_.is_gnu, support::is_root()};
    const SoakSearch search = make_soak_search(dice, settings, roots_);
    const support::Outcome outcome = support::run(command_of(search, dice));
    std::string wrong = judge_.judge(search, outcome, totals_);
    if (search.deletes) wrong += tree_.damage();
    if (wrong.empty()) return;
    if (!outcome.errors.empty()) wrong += "It said:\n" + outcome.errors.substr(0, 20'000);
    fail("search " + std::to_string(number) + (search.is_nobodys ? ", as nobody" : "") +
             (search.is_short_of_descriptors ? ", with few descriptors" : "") + ": " +
             support::shell_command(search.words),
         wrong);
    keep_core();
  }

  support::Command command_of(const SoakSearch& search, support::Random& dice) const {
    support::Command command;
    command.program = program_;
    command.arguments = search.words;
    // GNU find calls itself by the whole of it.
    const std::string name = std::filesystem::path(program_).filename().string();
    command.arguments.insert(command.arguments.begin(), search.is_short_of_descriptors ? program_ : name);
    if (search.is_short_of_descriptors) {
      command.program = "/bin/sh";
      const std::string limit = dice.chance(50) ? "24" : "100";
      const std::vector<std::string> shell{"sh", "-c", "ulimit -n " + limit + "; exec \"$0\" \"$@\""};
      command.arguments.insert(command.arguments.begin(), shell.begin(), shell.end());
    }
    command.environment = {"PATH=/usr/bin:/bin", dice.chance(50) ? "LC_ALL=C" : "LC_ALL=C.UTF-8", "TZ=UTC0",
                           "HOME=" + directory_.path()};
    command.directory = directory_.path();
    if (search.is_nobodys) command.identity = support::nobody();
    command.limit = kLongestSearch;
    command.when_late = tell_where_it_is;
    return command;
  }

  /// Where there is no debugger, nothing is told.
  static void tell_where_it_is(pid_t process) {
    support::Command command;
    command.program = "/bin/sh";
    command.arguments = {"sh", "-c", "exec gdb -batch -p \"$0\" -ex 'thread apply all bt' 2>&1",
                         std::to_string(process)};
    command.environment = {"PATH=/usr/bin:/bin"};
    command.directory = "/";
    std::printf("%s\n", support::run(command).output.c_str());
  }

  /// What the system has left of a program that has crashed outlives the scene.
  void keep_core() const {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(directory_.path())) {
      const std::string name = entry.path().filename().string();
      if (!name.starts_with("core")) continue;
      std::filesystem::copy_file(entry.path(), "findo_soak-" + std::to_string(failures_) + '.' + name, error);
    }
  }

  void fail(const std::string& where, const std::string& what) {
    ++failures_;
    std::printf("FAILED: %s\n%s", where.c_str(), what.c_str());
    std::fflush(stdout);
  }

  void tell(const MovingEntries& moving) const {
    std::string complaints;
    for (const auto& [kind, count] : totals_.complaints)
      complaints += ' ' + kind + ' ' + std::to_string(count);
    const Witnessed& witnessed = moving.witnessed();
    std::printf(
        "%llu searches among %llu changes: %llu entries shown, %llu standing ones expected, %llu missed, "
        "%llu doubled; messages:%s; readdir alone: %llu listings, %llu missed, %llu doubled; %d failed\n",
        number(totals_.searches), number(moving.changes()), number(totals_.shown), number(totals_.standing),
        number(totals_.missed), number(totals_.doubled), complaints.empty() ? " none" : complaints.c_str(),
        number(witnessed.listings), number(witnessed.missed), number(witnessed.doubled), failures_);
  }
  static unsigned long long number(std::uint64_t value) { return value; }

  SoakOptions options_;
  support::TemporaryDirectory directory_;
  std::string program_;
  StandingTree tree_;
  SoakJudge judge_;
  std::vector<std::string> roots_;
  SoakTotals totals_;
  int failures_ = 0;
};

/// Removing what is deep takes a descriptor for each level; and a crash is to leave a core.
void raise_limits() {
  for (const auto resource : {RLIMIT_NOFILE, RLIMIT_CORE}) {
    rlimit limit{};
    getrlimit(resource, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(resource, &limit);
  }
}

}  // namespace
}  // namespace findo::race_tests

int main(int count, char** words) {
  using namespace findo::race_tests;
  const SoakOptions options = parse_soak_options(count, words);
  umask(022);
  raise_limits();
  return Soak(options).run() ? 0 : 1;
}
