// Compares what findo leaves out with what git ignores: random repositories, as for ignore_differential, but
// the whole program, started in many ways.
//   ignore_program_differential --findo PROGRAM --git PROGRAM [--seed N] [--cases N] [--first CASE]
// Of each repository, from its top and from directories in it: --ignore=vcs, -exclude -ignored, -ignored and
// ! -ignored against git check-ignore; --ignore=vcs once more against git ls-files --others
// --exclude-standard where there is one repository. Exit status: 0 when nothing differs, 1 otherwise, 2 on a
// wrong command line or where a program cannot be run.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "differential/ignore_git.hpp"
#include "differential/ignore_world.hpp"
#include "support/process.hpp"
#include "support/temporary_directory.hpp"
#include "support/text.hpp"
#include "support/trouble.hpp"

namespace {

using findo::differential::Decisions;
using findo::differential::GitIgnore;
using findo::differential::IgnoreWorld;
using findo::differential::is_inside;
using findo::differential::make_ignore_world;
using findo::differential::top_of;
using findo::support::Random;

using Paths = std::set<std::string>;
using Words = std::vector<std::string>;

struct Options {
  std::string findo;
  std::string git;
  std::uint64_t seed = std::random_device{}();
  std::uint64_t cases = 500;
  std::uint64_t first = 0;
};

struct Count {
  std::uint64_t repositories = 0, searches = 0, shown = 0, left_out = 0, different = 0;
};

/// What of the paths a search is to show.
enum class Question { unignored, ignored };

/// How findo may be told to go, without changing what it finds.
constexpr std::string_view kManners[] = {"-j1", "-j8",     "-S bfs",       "-s",     "-depth",    "-O0",
                                         "-O3", "-unique", "--reader=std", "-d -j8", "-S bfs -j8"};

class Comparison {
 public:
  Comparison(const Options& options, std::uint64_t number)
      : options_(options), random_(options.seed, 2, number), number_(number) {}

  void run(Count& count) {
    const std::string git_place = folder_.path() + "/git";
    world_ = make_ignore_world(random_, git_place);
    build_tree(world_.for_git, git_place);
    our_place_ = world_.has_general_files ? folder_.path() + "/ours" : git_place;
    if (world_.has_general_files) build_tree(world_.for_us, our_place_);
    const GitIgnore git(options_.git, world_, git_place);
    expected_ = git.decide();
    count.repositories += world_.tops.size();
    for (const std::string& root : choose_roots()) compare_all(root, count);
    if (has_one_repository()) compare_with_others(git.others("top"), count);
  }

 private:
  bool is_top(const std::string& path) const {
    return std::find(world_.tops.begin(), world_.tops.end(), path) != world_.tops.end();
  }

  /// Neither a nested one nor what may be mistaken for one.
  bool has_one_repository() const {
    const auto holds_git = [](const auto& node) {
      return node.path.ends_with("/.git") && node.path != "top/.git";
    };
    return std::none_of(world_.for_git.begin(), world_.for_git.end(), holds_git);
  }

  /// The outermost top, and some other directories that are not ignored.
  Words choose_roots() {
    Words roots{"top"};
    for (const auto& node : world_.for_git) {
      const auto known = expected_.find(node.path);
      const bool is_directory = node.kind == findo::support::Kind::directory;
      if (!is_directory || known == expected_.end() || !random_.chance(12)) continue;
      if (!is_ignored(node.path)) roots.push_back(node.path);
    }
    return roots;
  }

  /// By a rule of its own repository or of one around it.
  bool is_ignored(const std::string& path) const {
    const auto known = expected_.find(path);
    if (known != expected_.end() && known->second.is_ignored()) return true;
    const std::string* const top = top_of(world_, path);
    return top != nullptr && top->size() > 3 && is_ignored(*top);
  }

  Paths expected_below(const std::string& root, Question question) const {
    Paths paths;
    for (const auto& [path, decision] : expected_) {
      if (is_inside(path, root) && is_ignored(path) == (question == Question::ignored)) paths.insert(path);
    }
    return paths;
  }

  // ---- Asking findo

  /// The words before the roots' own, by which the files of rules are named.
  Words asking() const {
    if (world_.requested_file.empty()) return {"--ignore=vcs"};
    return {"--ignore=vcs", "--ignore-file=" + our_place_ + '/' + world_.requested_file};
  }

  Words environment() const {
    Words variables{"GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C", "PATH=/usr/bin:/bin"};
    if (!world_.requested_file.empty()) return variables;
    const auto& from = world_.environment;
    if (from.home) variables.push_back("HOME=" + *from.home);
    if (from.config_home) variables.push_back("XDG_CONFIG_HOME=" + *from.config_home);
    if (from.global_config) variables.push_back("GIT_CONFIG_GLOBAL=" + *from.global_config);
    return variables;
  }

  /// A file of the command line holds where the search is started.
  std::string choose_place(const std::string& root) {
    if (!world_.requested_file.empty()) return our_place_ + "/top";
    return random_.chance(50) ? our_place_ + '/' + root : our_place_;
  }

  /// What findo prints below a root, as paths of the world, without those that git was not asked for.
  Paths found_below(const std::string& root, const Words& expression) {
    findo::support::Command command;
    command.program = options_.findo;
    command.directory = choose_place(root);
    command.environment = environment();
    const bool is_inside_root = command.directory == our_place_ + '/' + root;
    const std::string start = is_inside_root ? "." : our_place_ + '/' + root;
    command.arguments = {"findo"};
    const bool is_listed = random_.chance(20);
    if (is_listed) {
      command.arguments.insert(command.arguments.end(), {"-files0-from", "-"});
      command.input = start + '\0';
    } else {
      command.arguments.push_back(start);
    }
    for (const std::string& word : asking()) command.arguments.push_back(word);
    for (std::string& word : findo::support::split_words(random_.pick(kManners))) {
      command.arguments.push_back(std::move(word));
    }
    command.arguments.emplace_back("-nowarn");  // of malformed patterns, as git
    for (const std::string& word : expression) command.arguments.push_back(word);
    command_ = findo::support::shell_command(command.arguments);
    const auto outcome = findo::support::run(command);
    if (outcome.status != (outcome.errors.empty() ? 0 : 1) || !tells_of_links_only(outcome.errors)) {
      findo::support::die("case " + std::to_string(number_) + ": " + command_ + ": " + outcome.errors);
    }
    return paths_in(outcome.output, start, root);
  }

  /// As git, findo does not follow a .gitignore that is a symbolic link, and says so.
  static bool tells_of_links_only(const std::string& errors) {
    const auto lines = findo::support::split_lines(errors);
    return std::all_of(lines.begin(), lines.end(), [](const std::string& line) {
      return line.ends_with(".gitignore': cannot read the ignore rules: Too many levels of symbolic links");
    });
  }

  Paths paths_in(std::string_view output, const std::string& start, const std::string& root) const {
    Paths paths;
    while (!output.empty()) {
      const std::size_t end = output.find('\0');
      const std::string path = root + std::string(output.substr(start.size(), end - start.size()));
      if (expected_.contains(path) && path != root) paths.insert(path);
      output.remove_prefix(end + 1);
    }
    return paths;
  }

  // ---- Comparing

  void compare_all(const std::string& root, Count& count) {
    compare(root, {"--skip=vcs", "-print0"}, Question::unignored, count);
    compare(root, {"--skip=vcs", "-exclude", "-ignored", "-print0"}, Question::unignored, count);
    compare(root, {"--skip=vcs", "!", "-ignored", "-print0"}, Question::unignored, count);
    compare(root, {"--skip=vcs", "-ignored", "-print0"}, Question::ignored, count);
  }

  void compare(const std::string& root, const Words& expression, Question question, Count& count) {
    const Paths expected = expected_below(root, question);
    const Paths found = found_below(root, expression);
    ++count.searches;
    count.shown += found.size();
    count.left_out += expected_below(root, Question::ignored).size();
    if (found != expected) report(root, expected, found, count);
  }

  void compare_with_others(const Words& others, Count& count) {
    Paths expected;
    for (const std::string& path : others) {
      if (expected_.contains("top/" + path)) expected.insert("top/" + path);
    }
    const Paths found = found_below("top", {"--skip=vcs", "!", "-type", "d", "-print0"});
    ++count.searches;
    if (found != expected) report("top, against git ls-files", expected, found, count);
  }

  void report(const std::string& where, const Paths& expected, const Paths& found, Count& count) {
    constexpr std::uint64_t kMostShown = 20;
    if (++count.different > kMostShown) return;
    std::cout << "case " << number_ << ", below " << where << ": " << command_ << '\n';
    for (const std::string& path : expected) {
      if (!found.contains(path)) std::cout << "  missing: " << findo::support::shell_quoted(path) << '\n';
    }
    for (const std::string& path : found) {
      if (!expected.contains(path)) std::cout << "  too much: " << findo::support::shell_quoted(path) << '\n';
    }
  }

  const Options& options_;
  Random random_;
  findo::support::TemporaryDirectory folder_{"ignore-program"};
  std::uint64_t number_;
  IgnoreWorld world_;
  std::string our_place_;
  Decisions expected_;
  std::string command_;  ///< the last one, for reports
};

std::optional<Options> read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--findo" || name == "--git") {
      (name == "--git" ? options.git : options.findo) = argv[i + 1];
    } else if (name == "--seed" || name == "--cases" || name == "--first") {
      auto& number = name == "--seed" ? options.seed : name == "--cases" ? options.cases : options.first;
      number = std::strtoull(argv[i + 1], nullptr, 10);
    } else {
      return std::nullopt;
    }
  }
  if (options.git.empty() || options.findo.empty() || argc % 2 == 0) return std::nullopt;
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (!options) {
    std::cerr << "usage: ignore_program_differential --findo PROGRAM --git PROGRAM [--seed N] [--cases N] "
                 "[--first CASE]\n";
    return findo::support::kTroubleStatus;
  }
  Count count;
  for (std::uint64_t number = 0; number < options->cases; ++number) {
    Comparison(*options, options->first + number).run(count);
  }
  std::cout << "seed " << options->seed << ": " << options->cases << " cases, " << count.repositories
            << " repositories, " << count.searches << " searches, " << count.shown << " paths shown, "
            << count.left_out << " ignored, " << count.different << " differences\n";
  return count.different == 0 && count.shown > 0 && count.left_out > 0 ? 0 : 1;
}
