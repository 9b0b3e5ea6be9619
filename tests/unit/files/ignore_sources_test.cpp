#include "files/ignore_sources.hpp"

#include <cstdlib>

#include "unit/files/ignore_tree.hpp"

namespace findo::files {
namespace {

using tests::IgnoreTree;

/// What a user has below the directory "home" of a tree.
class User {
 public:
  User() {
    environment.home = tree.at("home");
    environment.skips_system_config = true;
  }

  std::shared_ptr<const IgnoreSources> sources() {
    IgnoreRequest request;
    request.honours_files = true;
    request.environment = environment;
    return IgnoreSources::bind(std::move(request), problems);
  }
  /// The file of rules that holds in a repository at "top"; "none" where there is none.
  std::string excludes() {
    const auto bound = sources();
    const auto file =
        bound->bind_excludes(bound->user_config(), tree.base("top"), tree.at("top") + '/', problems);
    return file ? tree.shown(file->path()) : "none";
  }

  IgnoreTree tree;
  GitEnvironment environment;
  std::vector<IgnoreProblem> problems;
};

TEST_CASE("ignore sources: by default the user's rules are in git's folder", "[files][ignore]") {
  User user;
  CHECK(user.excludes() == "none");
  user.tree.write("home/.config/git/ignore", "*~\n");
  CHECK(user.excludes() == "home/.config/git/ignore");
  user.environment.config_home = "";
  CHECK(user.excludes() == "home/.config/git/ignore");
  user.environment.config_home = user.tree.at("xdg");
  CHECK(user.excludes() == "none");
  user.tree.write("xdg/git/ignore", "*~\n");
  CHECK(user.excludes() == "xdg/git/ignore");
  user.environment.config_home.reset();
  user.environment.home.reset();
  CHECK(user.excludes() == "none");
}

TEST_CASE("ignore sources: the user's configuration names another file", "[files][ignore]") {
  User user;
  user.tree.write("home/rules", "*~\n");
  user.tree.write("home/.config/git/ignore", "*~\n");
  user.tree.write("home/.gitconfig", "[core]\nexcludesFile = ~/rules\n");
  CHECK(user.excludes() == "home/rules");
  user.tree.write("home/.gitconfig", "[core]\nexcludesFile = " + user.tree.at("home/rules") + '\n');
  CHECK(user.excludes() == "home/rules");
  user.tree.write("home/.gitconfig", "[core]\nexcludesFile = ~/nowhere\n");
  CHECK(user.excludes() == "none");
  user.tree.write("home/.gitconfig", "[core]\nexcludesFile =\n");
  CHECK(user.excludes() == "none");
}

TEST_CASE("ignore sources: a relative path is one from the top of the work tree", "[files][ignore]") {
  User user;
  user.tree.write("home/.gitconfig", "[core]\nexcludesFile = rules\n");
  CHECK(user.excludes() == "none");
  user.tree.write("top/rules", "*~\n");
  CHECK(user.excludes() == "top/rules");
}

TEST_CASE("ignore sources: system, then the folder, then the home directory; the last wins",
          "[files][ignore]") {
  User user;
  const auto rules = [](const std::string& name) { return "[core]\nexcludesFile = ~/" + name + '\n'; };
  for (const char* name : {"a", "b", "c", "d"}) user.tree.write(std::string("home/") + name, "x\n");
  user.tree.write("system", rules("a"));
  user.environment.system_config = user.tree.at("system");
  CHECK(user.excludes() == "none");
  user.environment.skips_system_config = false;
  CHECK(user.excludes() == "home/a");
  user.tree.write("home/.config/git/config", rules("b"));
  CHECK(user.excludes() == "home/b");
  user.tree.write("home/.gitconfig", rules("c"));
  CHECK(user.excludes() == "home/c");
  user.tree.write("special", rules("d"));
  user.environment.global_config = user.tree.at("special");
  CHECK(user.excludes() == "home/d");
  user.environment.global_config = "/dev/null";
  CHECK(user.excludes() == "home/a");
}

TEST_CASE("ignore sources: where case is ignored the user's rules ignore it too", "[files][ignore]") {
  User user;
  user.tree.write("home/.config/git/ignore", "*.Bak\n");
  GitConfig config;
  const auto is_ignored = [&](const char* name) {
    const auto file = user.sources()->bind_excludes(config, user.tree.base("top"), "", user.problems);
    return file->verdict(name, false).is_ignored();
  };
  CHECK(is_ignored("x.Bak"));
  CHECK_FALSE(is_ignored("x.bak"));
  config.names = NameCase::folded;
  CHECK(is_ignored("x.bak"));
}

TEST_CASE("ignore sources: rules that cannot be read are a problem, missing ones are not",
          "[files][ignore]") {
  User user;
  user.tree.make_directory("home/.config/git");
  user.tree.make_link("home/.config/git/ignore", "ignore");
  CHECK(user.excludes() == "none");
  REQUIRE(user.problems.size() == 1);
  CHECK(user.problems[0].path == user.tree.at("home/.config/git/ignore"));
  CHECK(user.problems[0].error.code == ELOOP);
}

TEST_CASE("ignore sources: nothing of the user is read where no files are honoured", "[files][ignore]") {
  User user;
  user.tree.write("home/.gitconfig", "[core]\nignoreCase\n");
  IgnoreRequest request;
  request.environment = user.environment;
  CHECK(IgnoreSources::bind(request, user.problems)->user_config().names == NameCase::exact);
  CHECK(user.sources()->user_config().names == NameCase::folded);
}

TEST_CASE("ignore sources: a file of the command line must be there", "[files][ignore]") {
  const IgnoreTree tree;
  const auto missing = open_requested_ignore_file(tree.at("rules"));
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ENOENT);
}

TEST_CASE("ignore sources: the environment is that of git", "[files][ignore]") {
  constexpr const char* kNames[] = {"XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM",
                                    "GIT_CONFIG_NOSYSTEM"};
  for (const char* name : kNames) unsetenv(name);
  CHECK_FALSE(GitEnvironment::of_process().global_config);
  CHECK_FALSE(GitEnvironment::of_process().skips_system_config);
  for (const char* name : kNames) setenv(name, name, 1);
  const auto environment = GitEnvironment::of_process();
  CHECK(environment.config_home == "XDG_CONFIG_HOME");
  CHECK(environment.global_config == "GIT_CONFIG_GLOBAL");
  CHECK(environment.system_config == "GIT_CONFIG_SYSTEM");
  CHECK_FALSE(environment.skips_system_config);
  setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
  CHECK(GitEnvironment::of_process().skips_system_config);
  for (const char* name : kNames) unsetenv(name);
}

}  // namespace
}  // namespace findo::files
