// findo_jobs --findo PATH [--rounds N] [--seed N]
// Random expressions with commands that take now this long and now that long, write much or little, fail, or
// are killed: with any number of them at a time, findo must write the same as with one at a time, to the byte
// and to both streams, end with the same status, and leave the same tree. So it must where hardly a
// descriptor is to be had.
#include <algorithm>
#include <cstdio>

#include "race/race_tests.hpp"
#include "support/process.hpp"
#include "support/random.hpp"
#include "support/snapshot.hpp"
#include "support/temporary_directory.hpp"
#include "support/text.hpp"
#include "support/tree_spec.hpp"
#include "support/trouble.hpp"

namespace findo::race_tests {
namespace {

using support::Random;

constexpr int kDirectories = 6;
constexpr int kFilesEach = 7;

/// What a command does is told by the end of the path that it gets.
constexpr const char* kCommand = R"(
case $1 in
  *0) sleep 0.02 ;;
  *1) head -c 300000 /dev/zero | tr '\0' "${1#"${1%?}"}" ;;
  *2) echo "lost $1" >&2; exit 3 ;;
  *3) kill -9 $$ ;;
  *4) head -c 70000 /dev/zero | tr '\0' e >&2; sleep 0.005 ;;
  *5) exec >&- 2>&-; sleep 0.01; exit 0 ;;
esac
echo "$2 $1"
echo "$2 err $1" >&2
case $1 in *6 | d*) exit 1 ;; esac
)";

support::TreeSpec tree_spec() {
  support::TreeSpec spec;
  const auto add = [&](std::string path, support::Kind kind) {
    support::Node node;
    node.path = std::move(path);
    node.kind = kind;
    spec.push_back(std::move(node));
  };
  for (int i = 0; i < kDirectories; ++i) {
    // Some of them in others.
    const std::string directory =
        (i % 3 == 2 ? "d" + std::to_string(i - 1) + "/" : "") + "d" + std::to_string(i);
    add(directory, support::Kind::directory);
    for (int j = 0; j < kFilesEach; ++j) add(directory + "/f" + std::to_string(j), support::Kind::file);
  }
  return spec;
}

/// The words of a random expression.
class Expression {
 public:
  Expression(Random& dice, std::string script) : dice_(dice), script_(std::move(script)) {}

  std::vector<std::string> words() {
    if (dice_.chance(25)) add({"-depth"});
    const std::size_t alternatives = 1 + dice_.below(3);
    for (std::size_t i = 0; i < alternatives; ++i) {
      if (i > 0) add({dice_.chance(80) ? "-o" : ","});
      add_conjunction();
    }
    // Without it this would be refused.
    const auto has = [&](const char* word) {
      return std::find(words_.begin(), words_.end(), word) != words_.end();
    };
    if (has("-delete") && has("-prune")) words_.insert(words_.begin(), "-depth");
    return words_;
  }

 private:
  void add(const std::vector<std::string>& words) { words_.insert(words_.end(), words.begin(), words.end()); }

  void add_conjunction() {
    if (dice_.chance(60)) add_test();
    add_command();
    for (std::size_t i = dice_.below(4); i > 0; --i) {
      if (dice_.chance(25)) {
        add_test();
      } else if (dice_.chance(25)) {
        add_command();
      } else {
        add_action();
      }
    }
  }

  void add_test() {
    if (dice_.chance(20)) add({"!"});
    const std::vector<std::vector<std::string>> tests{
        {"-name", "*[0-3]"}, {"-type", "d"}, {"-type", "f"}, {"-name", "f[1246]"}, {"-true"}};
    add(dice_.pick(tests));
  }

  void add_command() {
    if (dice_.chance(15)) add({"!"});
    const std::vector<std::string> primaries{"-each", "-exec", "-execdir", "-each"};
    const std::string primary = dice_.pick(primaries);
    add({primary, "sh", script_, "{}", primary + std::to_string(++commands_), ";"});
  }

  void add_action() {
    const std::vector<std::vector<std::string>> actions{{"-print"},
                                                        {"-printf", "%d %f\n"},
                                                        {"-fprint", "/dev/stderr"},
                                                        {"-exec", "echo", "batch", "{}", "+"},
                                                        {"-execdir", "echo", "batch here", "{}", "+"},
                                                        {"-prune"},
                                                        {"-limit", std::to_string(5 + dice_.below(30))},
                                                        {"-name", "f4", "-quit"},
                                                        {"-delete"},
                                                        {"-exec", "/nonexistent/command", ";"}};
    add(dice_.pick(actions));
  }

  Random& dice_;
  std::string script_;
  int commands_ = 0;
  std::vector<std::string> words_;
};

class Scene {
 public:
  explicit Scene(const Options& options) : directory_("findo-jobs"), findo_(options.findo) {
    support::write_file(script(), kCommand);
  }

  std::string script() const { return directory_.path() + "/command"; }

  /// Everything that can be told of a run with these words behind the roots. `limits`: a shell's words before
  /// it starts.
  std::string outcome_of(std::vector<std::string> words, const std::string& limits) const {
    const std::string tree = directory_.path() + "/tree";
    support::build_tree(tree_spec(), tree);
    words.insert(words.begin(), {findo_, ".", "-s", "-nowarn"});
    support::Command command;
    command.program = "/bin/sh";
    command.arguments = {"sh", "-c", limits + "exec " + support::shell_command(words)};
    command.environment = {"PATH=/usr/bin:/bin", "LC_ALL=C", "HOME=" + tree};
    command.directory = tree;
    command.limit = std::chrono::minutes(2);
    const support::Outcome outcome = support::run(command);
    std::string told = "status " + std::to_string(outcome.status) + (outcome.timed_out ? " timed out" : "") +
                       "\n---- output\n" + outcome.output + "---- errors\n" + outcome.errors + "---- tree\n" +
                       support::snapshot_of(tree);
    support::remove_tree(tree);
    return told;
  }

 private:
  support::TemporaryDirectory directory_;
  std::string findo_;
};

/// Where nothing depends on the order, --order=any must show the same lines.
bool keeps_all_in_any_order(const Scene& scene, std::vector<std::string> words, const std::string& expected) {
  const bool depends = std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "+" || word == "-quit" || word == "-limit" || word == "-delete";
  });
  if (depends) return true;
  words.insert(words.end(), {"--jobs=5", "--order=any"});
  const std::string found = scene.outcome_of(words, "");
  if (support::sorted_lines(found) == support::sorted_lines(expected)) return true;
  std::printf("FAILED: findo . -s %s\n%s\n", support::shell_command(words).c_str(),
              support::difference(support::sorted_lines(expected), support::sorted_lines(found))
                  .substr(0, 4'000)
                  .c_str());
  return false;
}

bool survives(const Options& options, const Scene& scene, std::uint64_t round) {
  Random dice(options.seed, 'j', round);
  std::vector<std::string> words = Expression(dice, scene.script()).words();
  if (dice.chance(20)) words.insert(words.begin(), "-unique");
  if (dice.chance(20)) words.insert(words.begin(), {"-S", "bfs"});
  if (dice.chance(20)) words.emplace_back("--tag");
  if (dice.chance(50)) words.emplace_back("-j4");
  const std::string expected = scene.outcome_of(words, "");
  for (const char* jobs : {"2", "5", "64"}) {
    std::vector<std::string> several = words;
    several.push_back(std::string("--jobs=") + jobs);
    const std::string limits = dice.chance(30) ? "ulimit -n 24; " : "";
    const std::string found = scene.outcome_of(several, limits);
    if (found == expected) continue;
    std::printf("FAILED (round %llu): %sfindo . -s %s\n%s\n", static_cast<unsigned long long>(round),
                limits.c_str(), support::shell_command(several).c_str(),
                support::difference(expected, found).substr(0, 4'000).c_str());
    return false;
  }
  return keeps_all_in_any_order(scene, words, expected);
}

}  // namespace
}  // namespace findo::race_tests

int main(int count, char** words) {
  using namespace findo::race_tests;
  const Options options = parse_options(count, words);
  const Scene scene(options);
  int failures = 0;
  for (int round = 0; round < options.rounds; ++round) {
    failures += survives(options, scene, static_cast<std::uint64_t>(round)) ? 0 : 1;
  }
  std::printf("%d expressions with 2, 5 and 64 commands at a time: %d failed\n", options.rounds, failures);
  return failures == 0 ? 0 : 1;
}
