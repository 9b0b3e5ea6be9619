// findo_changed_plans --findo PATH [--rounds N] [--seed N]
// A random search with actions is planned on a random tree; then a fifth of the files of the plan become
// others, change or go, and the plan is applied: what is unchanged must be acted on, each of the rest be
// reported as changed or gone, and nothing else be touched. Applied once more, the plan must find that what
// it has done is done. What is to be expected follows from what the test has done itself.
#include <algorithm>
#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

#include "base/quoting.hpp"
#include "race/changing_tree.hpp"
#include "race/expectation.hpp"
#include "race/planned_search.hpp"
#include "race/race_tests.hpp"
#include "race/tree_picture.hpp"
#include "support/process.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "support/text.hpp"
#include "support/trouble.hpp"

namespace findo::race_tests {
namespace {

using support::Kind;
using support::Random;

// ---- the program

bool is_no_part(std::string_view path) {
  return is_within(path, "own") || is_within(path, "home/.local/state") ||
         path == std::string(kTrash) + "/directorysizes";
}

class Scene {
 public:
  explicit Scene(const Options& options) : directory_("findo-plans"), findo_(options.findo) {
    for (const char* name : {"own", "home", "home/.local", "home/.local/share", "home/.local/state", kTrash,
                             "home/.local/share/Trash/files", "home/.local/share/Trash/info"}) {
      support::need(mkdir(path(name).c_str(), 0700), name);
    }
    support::write_file(script(), kCommand);
  }

  const std::string& top() const { return directory_.path(); }
  std::string path(const std::string& name) const { return top() + '/' + name; }
  std::string script() const { return path("own/command"); }
  std::string plan() const { return path("own/plan"); }

  Picture picture() const { return Picture::of(top(), is_no_part); }

  support::Outcome run(std::vector<std::string> words, const std::string& directory,
                       const std::string& locale) const {
    words.insert(words.begin(), findo_);
    support::Command command;
    command.program = findo_;
    command.arguments = std::move(words);
    command.environment = {"PATH=/usr/bin:/bin",   "LC_ALL=" + locale,           "TZ=UTC0",
                           "HOME=" + path("home"), "NOTES=" + path("own/notes"), "TMPDIR=" + path("own")};
    command.directory = directory;
    return support::run(command);
  }

  /// What commands have noted since they were asked last.
  std::vector<std::string> take_notes() const {
    const std::string text = support::read_file(path("own/notes"));
    support::write_file(path("own/notes"), "");
    std::vector<std::string> notes;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\0', at);
      notes.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    return notes;
  }

  /// Returns when a change gets another time than those before: the clock of a file system has steps.
  void let_clock_move() const {
    const std::string probe = path("own/probe");
    support::write_file(probe, "");
    const timespec begin = touched(probe);
    timespec now = begin;
    while (now.tv_sec == begin.tv_sec && now.tv_nsec == begin.tv_nsec) now = touched(probe);
  }

 private:
  static timespec touched(const std::string& probe) {
    support::need(chmod(probe.c_str(), 0644), probe);
    struct stat status {};
    support::need(stat(probe.c_str(), &status), probe);
    return status.st_ctim;
  }

  support::TemporaryDirectory directory_;
  std::string findo_;
};

/// A line `findo: 'PATH': SENTENCE` with the names in it as they are.
std::string plain_message(std::string_view line) {
  constexpr std::string_view kBefore = "there is ";
  std::string path;
  std::string inner;
  if (!line.starts_with("findo: ")) return std::string(line);
  line.remove_prefix(std::string_view("findo: ").size());
  line.remove_prefix(base::read_quoted(line, path));
  if (!line.starts_with(": ")) return path + std::string(line);
  line.remove_prefix(2);
  if (!line.starts_with(kBefore)) return path + ": " + std::string(line);
  line.remove_prefix(kBefore.size());
  line.remove_prefix(base::read_quoted(line, inner));
  return path + ": " + std::string(kBefore) + inner + std::string(line);
}

std::vector<std::string> plain_messages(const std::string& errors) {
  std::vector<std::string> messages;
  for (const std::string& line : support::split_lines(errors)) messages.push_back(plain_message(line));
  return messages;
}

/// What two collections differ in, whatever their order.
std::string difference(const char* what, const std::vector<std::string>& expected,
                       const std::vector<std::string>& found) {
  const auto text_of = [](const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& one : all) text += support::shell_quoted(one) + '\n';
    return text.empty() ? text : support::sorted_lines(text);
  };
  const std::string differs = support::difference(text_of(expected), text_of(found));
  return differs.empty() ? differs : std::string(what) + ":\n" + differs;
}

// ---- a round

struct Totals {
  std::size_t planned = 0;
  std::size_t acted = 0;
  std::size_t changed = 0;
  std::size_t gone = 0;
  std::size_t otherwise = 0;  ///< failures that are no change
  std::size_t again = 0;      ///< acted when applied again, which commands and nothing else may be
};

class Round {
 public:
  Round(const Options& options, std::uint64_t seed)
      : dice_(seed),
        scene_(options),
        search_(make_search(dice_)),
        tree_(scene_.top(), dice_, search_.links == Links::always),
        locale_(dice_.chance(50) ? "C" : "C.UTF-8") {
    for (const Clause& clause : search_.clauses) {
      for (const Action& action : clause.actions) {
        if (action.takes_whole()) support::need(mkdir(scene_.path(action.target()).c_str(), 0755), "target");
      }
    }
    if (search_.begins_at_link) support::need(symlink("tree", scene_.path("entrance").c_str()), "entrance");
    roots_ = roots_of(search_, tree_.names(), scene_.top(), dice_);
    plan_ = plan_of(search_, tree_.names(), roots_);
  }

  /// What went wrong, or nothing.
  std::string run(Totals& totals) {
    const Picture before = scene_.picture();
    std::string wrong = make_plan();
    if (wrong.empty()) wrong = Picture::difference(before, scene_.picture());
    if (!wrong.empty()) return "--plan:\n" + wrong;
    scene_.let_clock_move();
    change();
    Expectation expectation(search_, scene_.top(), tree_, scene_.picture());
    wrong = rehearse(expectation.picture());
    if (!wrong.empty()) return "--apply --dry-run:\n" + wrong;
    const Consequences first = expectation.apply(plan_);
    count(first, totals);
    wrong = apply(first, expectation.picture());
    if (!wrong.empty()) return "--apply:\n" + wrong;
    const Consequences second = expectation.apply(plan_);
    totals.again += second.acted;
    wrong = apply(second, expectation.picture());
    if (second.repeated > 0) wrong += "something is expected to be done twice\n";
    return wrong.empty() ? wrong : "--apply again:\n" + wrong;
  }

  std::string command_line() const { return support::shell_command(words_); }

 private:
  std::string make_plan() {
    if (search_.links == Links::roots) words_.emplace_back("-H");
    if (search_.links == Links::always) words_.emplace_back("-L");
    for (const Root& root : roots_) words_.push_back(root.shown);
    words_.insert(words_.end(), {"--no-guard", "--plan=" + scene_.plan()});
    if (search_.keeps_shape) words_.emplace_back("--parents");
    const auto expression = expression_of(search_, scene_.script());
    words_.insert(words_.end(), expression.begin(), expression.end());
    const support::Outcome outcome = scene_.run(words_, scene_.top(), locale_);
    if (outcome.status != 0 || !outcome.output.empty() || !outcome.errors.empty()) {
      return "status " + std::to_string(outcome.status) + '\n' + outcome.output + outcome.errors;
    }
    std::size_t deeds = 0;
    for (const Planned& planned : plan_) deeds += planned.clause->actions.size();
    const std::string last = "\n{\"actions\":" + std::to_string(deeds) + ',';
    if (support::read_file(scene_.plan()).find(last) != std::string::npos) return {};
    return "it should hold " + std::to_string(deeds) + " deeds\n";
  }

  void change() {
    const auto follows = [this](const Name& name) {
      const bool is_root =
          std::any_of(roots_.begin(), roots_.end(), [&](const Root& root) { return root.path == name.path; });
      return search_.links == Links::always || (search_.links == Links::roots && is_root);
    };
    constexpr int kTries = 100;
    for (int i = 0; i < kTries && !plan_.empty() && count_of_changed() * 5 < plan_.size(); ++i) {
      std::size_t name = dice_.chance(85) ? dice_.pick(plan_).name : dice_.below(tree_.names().size());
      // Directories seldom, since all that is in them goes with them.
      if (tree_.names()[name].kind == Kind::directory && dice_.chance(60)) continue;
      tree_.change(name, follows);
    }
    for (std::size_t i = 0; i < 3; ++i) tree_.disturb(dice_.below(tree_.names().size()));
  }

  std::size_t count_of_changed() {
    return static_cast<std::size_t>(std::count_if(plan_.begin(), plan_.end(), [this](const Planned& planned) {
      return tree_.names()[planned.name].fate != Fate::same;
    }));
  }

  std::vector<std::string> application() {
    std::vector<std::string> words{"--apply=" + scene_.plan()};
    if (dice_.chance(30)) words.emplace_back("--jobs=3");
    if (dice_.chance(30)) words.emplace_back("--journal");
    return words;
  }

  std::string rehearse(const Picture& before) {
    std::vector<std::string> words = application();
    words.emplace_back("--dry-run");
    const support::Outcome outcome = scene_.run(words, scene_.top(), locale_);
    std::vector<std::string> messages;
    for (const Planned& planned : plan_) {
      const Fate fate = tree_.names()[planned.name].fate;
      if (fate != Fate::same)
        messages.push_back(planned.shown + (fate == Fate::gone ? ": gone" : ": changed"));
    }
    std::vector<std::string> found = plain_messages(outcome.errors);
    std::erase_if(found, [](const std::string& line) { return line.starts_with("dry run, "); });
    const int status = messages.empty() ? 0 : 1;
    return differs(messages, found, status, outcome.status) +
           difference("commands", {}, scene_.take_notes()) + Picture::difference(before, scene_.picture());
  }

  std::string apply(const Consequences& expected, const Picture& picture) {
    const std::string directory = dice_.chance(50) ? scene_.top() : "/";
    const support::Outcome outcome = scene_.run(application(), directory, locale_);
    const int status = expected.messages.empty() ? 0 : 1;
    return differs(expected.messages, plain_messages(outcome.errors), status, outcome.status) +
           difference("output", {}, support::split_lines(outcome.output)) +
           difference("commands", expected.notes, scene_.take_notes()) +
           Picture::difference(picture, scene_.picture());
  }

  static std::string differs(const std::vector<std::string>& expected, const std::vector<std::string>& found,
                             int expected_status, int status) {
    std::string wrong = difference("messages", expected, found);
    if (status != expected_status) wrong += "exit status " + std::to_string(status) + '\n';
    return wrong;
  }

  void count(const Consequences& expected, Totals& totals) const {
    totals.planned += plan_.size();
    totals.acted += expected.acted;
    for (const std::string& message : expected.messages) {
      std::size_t& kind = message.ends_with(": changed") ? totals.changed
                          : message.ends_with(": gone")  ? totals.gone
                                                         : totals.otherwise;
      ++kind;
    }
  }

  Random dice_;
  Scene scene_;
  Search search_;
  ChangingTree tree_;
  std::string locale_;
  std::vector<Root> roots_;
  std::vector<Planned> plan_;
  std::vector<std::string> words_;  ///< that the plan was made with
};

bool survives(const Options& options, std::uint64_t seed, Totals& totals) {
  Round round(options, seed);
  const std::string wrong = round.run(totals);
  if (wrong.empty()) return true;
  std::printf("FAILED: findo %s\n%sAgain with: --findo %s --rounds 1 --seed %llu\n",
              round.command_line().c_str(), wrong.c_str(), support::shell_quoted(options.findo).c_str(),
              static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  return false;
}

}  // namespace
}  // namespace findo::race_tests

int main(int count, char** words) {
  using namespace findo::race_tests;
  const Options options = parse_options(count, words);
  Totals totals;
  int failures = 0;
  for (int round = 0; round < options.rounds; ++round) {
    failures += survives(options, options.seed + static_cast<std::uint64_t>(round), totals) ? 0 : 1;
  }
  std::printf(
      "%d plans for %zu files: %zu deeds done, %zu files changed, %zu gone, %zu refused; "
      "%zu deeds when applied again; %d failed\n",
      options.rounds, totals.planned, totals.acted, totals.changed, totals.gone, totals.otherwise,
      totals.again, failures);
  return failures == 0 ? 0 : 1;
}
