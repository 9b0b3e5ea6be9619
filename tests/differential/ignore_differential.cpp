// Compares what we ignore with what git ignores, and by which line of which file: random repositories, each
// path in them also put to `git check-ignore`.
//   ignore_differential --git PROGRAM [--seed N] [--cases N] [--first CASE]
// Each repository is searched from its top and from directories in it and below nested ones. In some, the
// rules of a directory are for us spread over .gitignore, .ignore and .findoignore, or git's
// core.excludesFile is for us a file of the command line. Exit status: 0 when nothing differs, 1 otherwise, 2
// on a wrong command line or where git cannot be asked.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "differential/ignore_world.hpp"
#include "files/ignore_roots.hpp"
#include "files/readers.hpp"
#include "support/process.hpp"
#include "support/temporary_directory.hpp"
#include "support/text.hpp"
#include "support/trouble.hpp"

namespace {

using findo::differential::IgnoreWorld;
using findo::differential::make_ignore_world;
using findo::files::IgnoreNames;
using findo::files::IgnoreProblem;
using findo::files::IgnoreRoots;
using findo::files::IgnoreRules;
using findo::files::IgnoreVerdict;
using findo::files::OpenDirectory;
using findo::files::Reader;
using findo::support::Random;
using findo::support::shell_quoted;

/// The rule that decides over a path; line 0: none. Its file by its real path in git's tree.
struct Decision {
  std::string file;
  std::size_t line = 0;
  std::string text;

  friend bool operator==(const Decision&, const Decision&) = default;
};
/// By path relative to the world.
using Decisions = std::map<std::string, Decision>;

std::string show(const Decision& decision) {
  if (decision.line == 0) return "no rule";
  return decision.file + ':' + std::to_string(decision.line) + ' ' + shell_quoted(decision.text);
}

std::string real_path(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> real(realpath(path.c_str(), nullptr), std::free);
  return real ? std::string(real.get()) : path;
}

bool is_inside(const std::string& path, const std::string& directory) {
  return path.size() > directory.size() && path.starts_with(directory + '/');
}

// ---- Asking git

/// The top that git finds for a path: the innermost one that the path is inside of.
const std::string* top_of(const IgnoreWorld& world, const std::string& path) {
  const std::string* found = nullptr;
  for (const std::string& top : world.tops) {
    if (is_inside(path, top) && (found == nullptr || top.size() > found->size())) found = &top;
  }
  return found;
}

/// Paths that belong to work trees, repositories left out.
std::vector<std::string> paths_of(const IgnoreWorld& world) {
  std::vector<std::string> paths;
  for (const auto& node : world.for_git) {
    const bool is_git = node.path.find("/.git/") != std::string::npos || node.path.ends_with("/.git");
    if (!is_git && top_of(world, node.path) != nullptr) paths.push_back(node.path);
  }
  return paths;
}

class Git {
 public:
  Git(std::string program, const IgnoreWorld& world, std::string place)
      : program_(std::move(program)), world_(world), place_(std::move(place)) {}

  Decisions decide() const {
    std::map<std::string, std::vector<std::string>> by_top;
    for (const std::string& path : paths_of(world_)) by_top[*top_of(world_, path)].push_back(path);
    Decisions decisions;
    for (const auto& [top, paths] : by_top) ask(top, paths, decisions);
    return decisions;
  }

 private:
  std::vector<std::string> environment() const {
    const auto& from = world_.environment;
    std::vector<std::string> variables{"GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C", "PATH=/usr/bin:/bin"};
    if (from.home) variables.push_back("HOME=" + *from.home);
    if (from.config_home) variables.push_back("XDG_CONFIG_HOME=" + *from.config_home);
    if (from.global_config) variables.push_back("GIT_CONFIG_GLOBAL=" + *from.global_config);
    return variables;
  }

  void ask(const std::string& top, const std::vector<std::string>& paths, Decisions& decisions) const {
    findo::support::Command command;
    command.program = program_;
    command.arguments = {"git", "check-ignore", "--no-index", "--verbose", "--non-matching", "--stdin", "-z"};
    command.environment = environment();
    command.directory = place_ + '/' + top;
    for (const std::string& path : paths) command.input += "./" + path.substr(top.size() + 1) + '\0';
    const auto outcome = findo::support::run(command);
    if (outcome.status > 1 || outcome.timed_out) {
      findo::support::die("git check-ignore in " + command.directory + ": " + outcome.errors);
    }
    take_answers(outcome.output, top, decisions);
  }

  /// FILE NUL LINE NUL PATTERN NUL PATH NUL, the first three empty where no rule decides.
  void take_answers(std::string_view output, const std::string& top, Decisions& decisions) const {
    const auto take = [&] {
      const std::string field(output.substr(0, output.find('\0')));
      output.remove_prefix(field.size() + 1);
      return field;
    };
    while (!output.empty()) {
      Decision decision;
      decision.file = take();
      const std::string line = take();
      decision.text = take();
      const std::string path = top + '/' + take().substr(2);
      if (!line.empty()) {
        decision.line = std::stoul(line);
        decision.file = real_path(decision.file.starts_with('/') ? decision.file
                                                                 : place_ + '/' + top + '/' + decision.file);
      }
      decisions[path] = decision;
    }
  }

  std::string program_;
  const IgnoreWorld& world_;
  std::string place_;
};

// ---- Asking ourselves

class Searcher {
 public:
  Searcher(const IgnoreWorld& world, Reader& reader, std::string our_place, std::string git_place)
      : world_(world), reader_(reader), our_place_(std::move(our_place)), git_place_(std::move(git_place)) {}

  /// Decides over all that is below a root; the result is over the root itself. Other tops in ignored
  /// directories are left out: git, asked there, does not know of the rules outside.
  Decision search(IgnoreRoots& roots, const std::string& root, Random& random, Decisions& decisions) {
    const std::string path = our_place_ + '/' + root;
    auto opened = reader_.open_directory(nullptr, path.c_str(), findo::files::FollowLinks::no);
    if (!opened) findo::support::die(path);
    const std::vector<Name> names = read(**opened);
    std::vector<IgnoreProblem> problems;
    auto start = roots.start({reader_, opened->get(), "", path, seen(names, random)}, problems);
    if (start.above) start.rules = IgnoreRules::make_ignored(start.rules, start.above);
    search_below(root, **opened, names, start.rules, random, decisions);
    return decision(start.above);
  }

 private:
  struct Name {
    std::string text;
    bool is_directory;
  };

  std::vector<Name> read(OpenDirectory& directory) {
    std::vector<Name> names;
    findo::files::NameBatch batch;
    while (reader_.read_batch(directory, batch) && !batch.names.empty()) {
      for (const auto& listed : batch.names) {
        names.push_back({{listed.name, listed.length}, listed.type == findo::files::FileType::directory});
      }
    }
    return names;
  }

  static IgnoreNames seen(const std::vector<Name>& names, Random& random) {
    if (random.chance(20)) return IgnoreNames::unknown();
    IgnoreNames seen;
    for (const Name& name : names) seen.note(name.text);
    return seen;
  }

  void search_below(const std::string& path, const OpenDirectory& directory, const std::vector<Name>& names,
                    const IgnoreRules::Pointer& rules, Random& random, Decisions& decisions) {
    for (const Name& name : names) {
      if (name.text == ".git") continue;
      const std::string entry = path + '/' + name.text;
      const IgnoreVerdict verdict = rules->verdict(name.text, name.is_directory);
      decisions[entry] = decision(verdict);
      if (name.is_directory) enter(entry, directory, name, rules, verdict, random, decisions);
    }
  }

  void enter(const std::string& path, const OpenDirectory& parent, const Name& name,
             const IgnoreRules::Pointer& rules, const IgnoreVerdict& verdict, Random& random,
             Decisions& decisions) {
    const bool is_top = std::find(world_.tops.begin(), world_.tops.end(), path) != world_.tops.end();
    if (verdict.is_ignored() && is_top) return;
    auto opened = reader_.open_directory(&parent, name.text.c_str(), findo::files::FollowLinks::no);
    if (!opened) findo::support::die(path);
    const std::vector<Name> names = read(**opened);
    const auto above = verdict.is_ignored() ? IgnoreRules::make_ignored(rules, verdict) : rules;
    std::vector<IgnoreProblem> problems;
    const std::string shown = our_place_ + '/' + path;
    const auto below =
        child_rules(above, {reader_, opened->get(), name.text, shown, seen(names, random)}, problems);
    search_below(path, **opened, names, below, random, decisions);
  }

  Decision decision(const IgnoreVerdict& verdict) const {
    if (!verdict) return {};
    Decision decision{real_path(verdict.file().path()), verdict.line(), std::string(verdict.text())};
    if (!is_inside(decision.file, our_place_)) return decision;
    std::string path = decision.file.substr(our_place_.size() + 1);
    if (const auto origin = world_.origins.find(path); origin != world_.origins.end()) {
      path = origin->second.file;
      decision.line += origin->second.lines_before;
    }
    decision.file = git_place_ + '/' + path;
    return decision;
  }

  const IgnoreWorld& world_;
  Reader& reader_;
  std::string our_place_;
  std::string git_place_;
};

// ---- Comparing

struct Count {
  std::uint64_t repositories = 0, paths = 0, ignored = 0, reincluded = 0, different = 0;
};

class Comparison {
 public:
  Comparison(std::string git, std::uint64_t seed, std::uint64_t number)
      : random_(seed, 1, number), folder_("ignore-differential"), git_(std::move(git)), number_(number) {}

  void run(Count& count) {
    const std::string git_place = folder_.path() + "/git";
    world_ = make_ignore_world(random_, git_place);
    build_tree(world_.for_git, git_place);
    const bool is_same = !world_.has_general_files;
    const std::string our_place = is_same ? git_place : folder_.path() + "/ours";
    if (!is_same) build_tree(world_.for_us, our_place);
    expected_ = Git(git_, world_, git_place).decide();
    count.repositories += world_.tops.size();
    count.paths += expected_.size();
    for (const auto& [path, decision] : expected_) {
      const bool is_negated = decision.text.starts_with('!');
      if (decision.line > 0) ++(is_negated ? count.reincluded : count.ignored);
    }
    using findo::files::ReaderKind;
    const auto reader =
        findo::files::make_reader(number_ % 4 == 0 ? ReaderKind::std_filesystem : ReaderKind::automatic);
    Searcher searcher(world_, *reader, our_place, git_place);
    IgnoreRoots roots(bind_sources(our_place));
    for (const std::string& root : choose_roots()) compare(searcher, roots, root, count);
  }

 private:
  std::shared_ptr<const findo::files::IgnoreSources> bind_sources(const std::string& our_place) {
    findo::files::IgnoreRequest request;
    request.honours_files = true;
    request.working_directory = our_place + "/top";
    if (world_.requested_file.empty()) {
      request.environment = world_.environment;
    } else {
      request.environment.skips_system_config = true;
      auto file = findo::files::open_requested_ignore_file(our_place + '/' + world_.requested_file);
      if (!file) findo::support::die(world_.requested_file);
      request.files.push_back(*file);
    }
    std::vector<IgnoreProblem> problems;
    return findo::files::IgnoreSources::bind(std::move(request), problems);
  }

  /// All tops, and some other directories.
  std::vector<std::string> choose_roots() {
    std::vector<std::string> roots = world_.tops;
    for (const auto& node : world_.for_git) {
      const bool is_directory = node.kind == findo::support::Kind::directory;
      if (is_directory && expected_.contains(node.path) && random_.chance(15)) roots.push_back(node.path);
    }
    return roots;
  }

  void compare(Searcher& searcher, IgnoreRoots& roots, const std::string& root, Count& count) {
    Decisions found;
    const Decision above = searcher.search(roots, root, random_, found);
    const bool is_top = std::find(world_.tops.begin(), world_.tops.end(), root) != world_.tops.end();
    const Decision& git_above = is_top ? Decision{} : expected_.at(root);
    const bool is_reincluded = git_above.text.starts_with('!');
    if (above != (is_reincluded ? Decision{} : git_above)) report(root, root, git_above, above, count);
    for (const auto& [path, decision] : found) {
      const auto expected = expected_.find(path);
      if (expected != expected_.end() && expected->second != decision) {
        report(root, path, expected->second, decision, count);
      }
    }
    for (const auto& [path, decision] : expected_) {
      const bool is_searched = is_inside(path, root) && *top_of(world_, path) == *top_of(world_, root + "/x");
      if (is_searched && !found.contains(path)) report(root, path, decision, {}, count);
    }
  }

  void report(const std::string& root, const std::string& path, const Decision& git, const Decision& ours,
              Count& count) {
    constexpr std::uint64_t kMostShown = 20;
    if (++count.different > kMostShown) return;
    std::cout << "case " << number_ << ", searched from " << shell_quoted(root) << ", " << shell_quoted(path)
              << "\n  git:  " << show(git) << "\n  ours: " << show(ours) << "\n";
  }

  Random random_;
  findo::support::TemporaryDirectory folder_;
  std::string git_;
  std::uint64_t number_;
  IgnoreWorld world_;
  Decisions expected_;
};

struct Options {
  std::string git;
  std::uint64_t seed = std::random_device{}();
  std::uint64_t cases = 500;
  std::uint64_t first = 0;
};

std::optional<Options> read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--git") {
      options.git = argv[i + 1];
    } else if (name == "--seed" || name == "--cases" || name == "--first") {
      auto& number = name == "--seed" ? options.seed : name == "--cases" ? options.cases : options.first;
      number = std::strtoull(argv[i + 1], nullptr, 10);
    } else {
      return std::nullopt;
    }
  }
  if (options.git.empty() || argc % 2 == 0) return std::nullopt;
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (!options) {
    std::cerr << "usage: ignore_differential --git PROGRAM [--seed N] [--cases N] [--first CASE]\n";
    return findo::support::kTroubleStatus;
  }
  Count count;
  for (std::uint64_t number = 0; number < options->cases; ++number) {
    Comparison(options->git, options->seed, options->first + number).run(count);
  }
  std::cout << "seed " << options->seed << ": " << options->cases << " cases, " << count.repositories
            << " repositories, " << count.paths << " paths, " << count.ignored << " ignored, "
            << count.reincluded << " re-included, " << count.different << " differences\n";
  return count.different == 0 && count.ignored > 0 && count.reincluded > 0 ? 0 : 1;
}
