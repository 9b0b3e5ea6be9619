#include "differential/ignore_world.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "differential/ignore_rule_maker.hpp"

namespace findo::differential {
namespace {

using support::Kind;
using support::Node;
using support::TreeSpec;

constexpr std::size_t kDeepest = 4;
constexpr std::size_t kMostEntries = 90;
constexpr std::string_view kTop = "top";

constexpr std::string_view kRuleFiles[] = {".gitignore", ".ignore", ".findoignore"};  // the weakest first

std::size_t depth_of(const std::string& path) {
  return static_cast<std::size_t>(std::count(path.begin(), path.end(), '/'));
}

std::size_t lines_of(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

class WorldMaker {
 public:
  WorldMaker(Random& random, std::string git_place) : random_(random), git_place_(std::move(git_place)) {}

  IgnoreWorld make() {
    const std::size_t kind = random_.below(10);
    world_.has_general_files = kind >= 7 && kind < 9;
    if (kind == 9) world_.requested_file = "requested";
    may_nest_ = kind < 7;
    add_entries();
    add_top(std::string(kTop));
    for (const std::string& directory : entries_of(Kind::directory)) {
      if (may_nest_ && random_.chance(8)) nest(directory);
    }
    for (const std::string& directory : directories_with_top()) {
      if (random_.chance(directory == kTop ? 85 : 35)) add_rules(directory);
    }
    add_user();
    return std::move(world_);
  }

 private:
  // ---- The tree

  void add(const std::string& path, Kind kind, const std::string& text = "") {
    Node node;
    node.path = path;
    node.kind = kind;
    node.text = text;
    world_.for_git.push_back(node);
    world_.for_us.push_back(node);
  }

  void add_entries() {
    add(std::string(kTop), Kind::directory);
    std::vector<std::string> directories{std::string(kTop)};
    const std::size_t wanted = 5 + random_.below(kMostEntries);
    for (std::size_t made = 0; made < wanted; ++made) {
      const std::string& parent = random_.pick(directories);
      const std::string path = parent + '/' + std::string(random_ignore_name(random_));
      if (!taken_.insert(path).second) continue;
      const bool may_hold = depth_of(path) < kDeepest;
      const Kind kind = may_hold && random_.chance(45) ? Kind::directory
                        : random_.chance(12)           ? Kind::symbolic_link
                                                       : Kind::file;
      add(path, kind, kind == Kind::symbolic_link ? (random_.chance(70) ? "." : "nowhere") : "");
      if (kind == Kind::directory) directories.push_back(path);
    }
  }

  std::vector<std::string> entries_of(Kind kind) const {
    std::vector<std::string> paths;
    for (const Node& node : world_.for_git) {
      if (node.kind == kind && node.path.find("/.git/") == std::string::npos &&
          !node.path.ends_with("/.git") && node.path != kTop) {
        paths.push_back(node.path);
      }
    }
    return paths;
  }

  std::vector<std::string> directories_with_top() const {
    std::vector<std::string> paths = entries_of(Kind::directory);
    paths.emplace_back(kTop);
    return paths;
  }

  /// What lies below a directory, relative to it.
  std::vector<std::string> paths_below(const std::string& directory) const {
    std::vector<std::string> paths;
    for (const std::string& path : taken_) {
      if (path.starts_with(directory + '/')) paths.push_back(path.substr(directory.size() + 1));
    }
    return paths;
  }

  // ---- Rules

  std::string rules_for(const std::string& directory) {
    return random_ignore_rules(random_, paths_below(directory));
  }

  /// A file of rules in a directory, or for us up to three of them.
  void add_rules(const std::string& directory) {
    if (random_.chance(2)) return add(directory + "/.gitignore", Kind::directory);
    if (random_.chance(2))
      return add(directory + "/.gitignore", Kind::symbolic_link, git_place_ + "/requested");
    if (!world_.has_general_files) return add(directory + "/.gitignore", Kind::file, rules_for(directory));
    Node for_git;
    for_git.path = directory + "/.gitignore";
    for (std::string_view name : kRuleFiles) {
      // Each tree has a .gitignore, as an entry to be compared.
      const bool is_left_out = random_.chance(30);
      if (is_left_out && name != kRuleFiles[0]) continue;
      Node node;
      node.path = directory + '/' + std::string(name);
      node.text = is_left_out ? "" : rules_for(directory);
      if (node.text.starts_with("\xEF\xBB\xBF")) node.text.erase(0, 3);
      if (!node.text.empty() && !node.text.ends_with('\n')) node.text += '\n';
      world_.origins[node.path] = {for_git.path, lines_of(for_git.text)};
      for_git.text += node.text;
      world_.for_us.push_back(node);
    }
    world_.for_git.push_back(for_git);
  }

  // ---- Repositories

  /// A repository without objects or branches; enough for git.
  void add_repository(const std::string& path) {
    add(path, Kind::directory);
    for (const char* folder : {"/objects", "/refs", "/info"}) add(path + folder, Kind::directory);
    const std::string object(40, '7');
    add(path + "/HEAD", Kind::file, random_.chance(80) ? "ref: refs/heads/main\n" : object + '\n');
  }

  std::string config() {
    std::string text = "[core]\n\trepositoryformatversion = 0\n";
    // A file of the command line is matched exactly, whatever the repository says.
    const bool may_fold = world_.requested_file.empty();
    if (may_fold && random_.chance(40))
      text += random_.chance(60) ? "\tignorecase = true\n" : "\tIgnoreCase = no\n";
    if (may_nest_ && random_.chance(10)) text += "\texcludesFile = own.rules # relative to the top\n";
    if (may_nest_ && random_.chance(5)) text += "[core \"x\"] excludesFile = /nowhere\n";
    return text;
  }

  void add_own_rules(const std::string& top, const std::string& repository) {
    if (random_.chance(40)) add(repository + "/info/exclude", Kind::file, rules_for(top));
    add(repository + "/config", Kind::file, config());
    if (taken_.insert(top + "/own.rules").second) add(top + "/own.rules", Kind::file, rules_for(top));
  }

  void add_top(const std::string& directory) {
    add_repository(directory + "/.git");
    add_own_rules(directory, directory + "/.git");
    world_.tops.push_back(directory);
  }

  /// Makes a directory the top of another repository, in one of git's ways, or of something that is none.
  void nest(const std::string& directory) {
    const std::string number = std::to_string(world_.tops.size());
    switch (random_.below(6)) {
      case 0: add_broken(directory + "/.git"); break;
      case 1: add(directory + "/.git", Kind::file, "gitdir: nowhere\n"); break;
      case 2: add_submodule(directory, number); break;
      case 3: add_work_tree(directory, number); break;
      default: add_top(directory); break;
    }
  }

  /// Looks like a repository, but has no HEAD that git would accept.
  void add_broken(const std::string& path) {
    add(path, Kind::directory);
    if (random_.chance(50)) return;
    for (const char* folder : {"/objects", "/refs"}) add(path + folder, Kind::directory);
    const std::array<std::string, 4> heads{"", "ref: heads/main\n", std::string(39, '7') + '\n', "main\n"};
    add(path + "/HEAD", Kind::file, random_.pick(heads));
  }

  void add_submodule(const std::string& directory, const std::string& number) {
    const std::string repository = std::string(kTop) + "/.git/module" + number;
    add_repository(repository);
    add_own_rules(directory, repository);
    std::string up;
    for (std::size_t left = depth_of(directory); left > 0; --left) up += "../";
    const std::string target =
        random_.chance(50) ? up + ".git/module" + number : git_place_ + '/' + repository;
    add(directory + "/.git", Kind::file, "gitdir: " + target + '\n');
    world_.tops.push_back(directory);
  }

  /// Shares all but HEAD with the topmost repository.
  void add_work_tree(const std::string& directory, const std::string& number) {
    const std::string own = std::string(kTop) + "/.git/worktree" + number;
    add(own, Kind::directory);
    add(own + "/HEAD", Kind::file, "ref: refs/heads/other\n");
    add(own + "/commondir", Kind::file, "..\n");
    add(own + "/gitdir", Kind::file, git_place_ + '/' + directory + "/.git\n");
    add(directory + "/.git", Kind::file, "gitdir: " + git_place_ + '/' + own + '\n');
    world_.tops.push_back(directory);
  }

  // ---- The user

  void add_user() {
    const std::string home = git_place_ + "/home";
    add("home", Kind::directory);
    add("home/.config", Kind::directory);
    add("home/.config/git", Kind::directory);
    world_.environment.home = home;
    world_.environment.skips_system_config = true;
    const std::string rules = rules_for(std::string(kTop));
    add("requested", Kind::file, rules);
    if (!world_.requested_file.empty()) {
      return add("home/.gitconfig", Kind::file, "[core]\n\texcludesFile = ~/../requested\n");
    }
    if (random_.chance(50)) add("home/.config/git/ignore", Kind::file, rules);
    if (random_.chance(30)) add("home/.config/git/config", Kind::file, user_config());
    if (random_.chance(30)) add("home/.gitconfig", Kind::file, user_config());
    add("home/special", Kind::file, user_config());
    if (random_.chance(30)) world_.environment.global_config = home + "/special";
    if (random_.chance(20)) world_.environment.config_home = random_.chance(20) ? "" : home + "/.config";
  }

  std::string user_config() {
    if (random_.chance(20)) return "[CORE] IGNORECASE\n";
    const std::array<std::string, 6> values{"~/../requested",
                                            git_place_ + "/requested",
                                            "\"~/.config/git/ignore\" ; quoted",
                                            "own.rules",
                                            "/nowhere",
                                            ""};
    return "# of the user\n[user]\n\tname = \"A \\\"B\\\"\"\n[core]\n\texcludesfile=" + random_.pick(values) +
           "\n";
  }

  Random& random_;
  std::string git_place_;
  IgnoreWorld world_;
  std::set<std::string> taken_;
  bool may_nest_ = false;
};

}  // namespace

IgnoreWorld make_ignore_world(Random& random, const std::string& git_place) {
  return WorldMaker(random, git_place).make();
}

}  // namespace findo::differential
