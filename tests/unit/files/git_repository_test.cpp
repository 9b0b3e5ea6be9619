#include "files/git_repository.hpp"

#include "unit/files/ignore_tree.hpp"

namespace findo::files {
namespace {

using tests::IgnoreTree;

/// The common directory of the repository whose work tree has its top at `path`; "none" where there is none.
std::string common_directory(const IgnoreTree& tree, const std::string& path) {
  const auto repository = try_git_repository(tree.base(path), {}, std::nullopt);
  return repository ? tree.shown(repository->common_directory) : "none";
}

TEST_CASE("git repository: a directory .git with HEAD, objects and refs", "[files][git-repository]") {
  IgnoreTree tree;
  tree.make_repository("a/.git");
  CHECK(common_directory(tree, "a") == ".git/");
  CHECK(common_directory(tree, "a/.git") == "none");
  CHECK(common_directory(tree, "") == "none");
}

TEST_CASE("git repository: what git does not take for one is none", "[files][git-repository]") {
  for (const char* missing : {"HEAD", "objects", "refs"}) {
    CAPTURE(missing);
    IgnoreTree tree;
    tree.make_repository("a/.git");
    std::filesystem::remove_all(tree.at("a/.git/") + missing);
    CHECK(common_directory(tree, "a") == "none");
    tree.write(std::string("a/.git/") + missing, "");
    CHECK(common_directory(tree, "a") == "none");
  }
}

TEST_CASE("git repository: HEAD names a branch or an object", "[files][git-repository]") {
  IgnoreTree tree;
  tree.make_repository("a/.git");
  const auto is_taken = [&](const std::string& head) {
    tree.write("a/.git/HEAD", head);
    return common_directory(tree, "a") == ".git/";
  };
  CHECK(is_taken("ref: refs/heads/x"));
  CHECK(is_taken("ref:refs/heads/x"));
  CHECK(is_taken("ref: \t\n refs/heads/x"));
  CHECK(is_taken(std::string(40, '0') + '\n'));
  CHECK(is_taken(std::string(64, 'A')));
  CHECK_FALSE(is_taken("ref: heads/x"));
  CHECK_FALSE(is_taken("refs/heads/x"));
  CHECK_FALSE(is_taken(std::string(39, '0')));
  CHECK_FALSE(is_taken(std::string(39, '0') + 'g'));
  CHECK_FALSE(is_taken("ref:"));
}

TEST_CASE("git repository: HEAD as a symbolic link, as old repositories have it", "[files][git-repository]") {
  IgnoreTree tree;
  tree.make_repository("a/.git");
  std::filesystem::remove(tree.at("a/.git/HEAD"));
  tree.make_link("a/.git/HEAD", "refs/heads/unborn");
  CHECK(common_directory(tree, "a") == ".git/");
  std::filesystem::remove(tree.at("a/.git/HEAD"));
  tree.make_link("a/.git/HEAD", "elsewhere");
  CHECK(common_directory(tree, "a") == "none");
}

TEST_CASE("git repository: of a submodule, .git is a file that names the directory",
          "[files][git-repository]") {
  IgnoreTree tree;
  tree.make_repository("a/.git/modules/b");
  tree.write("a/b/.git", "gitdir: ../.git/modules/b\n");
  CHECK(common_directory(tree, "a/b") == "../.git/modules/b/");
  tree.write("a/b/.git", "gitdir: " + tree.at("a/.git/modules/b") + "\r\n");
  CHECK(common_directory(tree, "a/b") == "a/.git/modules/b/");
  for (const char* text :
       {"", "gitdir: \n", "gitdir:../.git/modules/b", "../.git/modules/b", "gitdir: ../nowhere"}) {
    CAPTURE(text);
    tree.write("a/b/.git", text);
    CHECK(common_directory(tree, "a/b") == "none");
  }
}

TEST_CASE("git repository: added work trees share the directory of the first", "[files][git-repository]") {
  IgnoreTree tree;
  tree.make_repository("a/.git");
  tree.write("a/.git/worktrees/b/HEAD", "ref: refs/heads/b\n");
  tree.write("a/.git/worktrees/b/commondir", "../..\n");
  tree.write("b/.git", "gitdir: ../a/.git/worktrees/b\n");
  CHECK(common_directory(tree, "b") == "../a/.git/worktrees/b/../../");
  tree.write("a/.git/worktrees/b/commondir", tree.at("a/.git") + '\n');
  CHECK(common_directory(tree, "b") == "a/.git/");
}

TEST_CASE("git repository: its configuration lies over the user's", "[files][git-repository]") {
  IgnoreTree tree;
  tree.make_repository("a/.git");
  GitConfig user;
  user.excludes_file = "/user";
  user.names = NameCase::folded;
  CHECK(try_git_repository(tree.base("a"), user, std::nullopt)->config.excludes_file == "/user");
  tree.write("a/.git/config", "[core]\nignoreCase = false\n");
  const auto config = try_git_repository(tree.base("a"), user, std::nullopt)->config;
  CHECK(config.excludes_file == "/user");
  CHECK(config.names == NameCase::exact);
}

TEST_CASE("git repository: a work tree's own configuration counts where that is switched on",
          "[files][git-repository]") {
  IgnoreTree tree;
  tree.make_repository("a/.git");
  tree.write("a/.git/config", "[core]\nexcludesFile = common\n");
  tree.write("a/.git/worktrees/b/HEAD", "ref: refs/heads/b\n");
  tree.write("a/.git/worktrees/b/commondir", "../..\n");
  tree.write("a/.git/worktrees/b/config.worktree", "[core]\nexcludesFile = own\n");
  tree.write("b/.git", "gitdir: ../a/.git/worktrees/b\n");
  CHECK(try_git_repository(tree.base("b"), {}, std::nullopt)->config.excludes_file == "common");
  tree.write("a/.git/config", "[core]\nexcludesFile = common\n[extensions]\nworktreeConfig = true\n");
  CHECK(try_git_repository(tree.base("b"), {}, std::nullopt)->config.excludes_file == "own");
}

}  // namespace
}  // namespace findo::files
