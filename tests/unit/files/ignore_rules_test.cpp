#include "files/ignore_rules.hpp"

#include <atomic>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>

#include "support/readers/faulty_reader.hpp"
#include "support/readers/memory_reader.hpp"
#include "unit/files/ignore_tree.hpp"

namespace findo::files {
namespace {

using tests::IgnoreSearch;
using tests::IgnoreTree;

/// As long as this lives, the stack does not grow beyond a mebibyte.
class SmallStack {
 public:
  SmallStack() {
    REQUIRE(getrlimit(RLIMIT_STACK, &before_) == 0);
    rlimit small = before_;
    small.rlim_cur = 1024 * 1024;
    REQUIRE(setrlimit(RLIMIT_STACK, &small) == 0);
  }
  ~SmallStack() { setrlimit(RLIMIT_STACK, &before_); }
  SmallStack(const SmallStack&) = delete;
  SmallStack& operator=(const SmallStack&) = delete;

 private:
  rlimit before_{};
};

TEST_CASE("ignore rules: deeper files win over shallower ones", "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.write("r/.gitignore", "*.o\n!b.o\n");
  tree.write("r/a/.gitignore", "!a.o\nb.o\n");
  tree.make_directory("r/b/c");
  IgnoreSearch search(tree);
  CHECK(search.verdict("r", "x.o") == "r/.gitignore:1 *.o");
  CHECK(search.verdict("r", "a/x.o") == "r/.gitignore:1 *.o");
  CHECK(search.verdict("r", "a/a.o") == "r/a/.gitignore:1 !a.o");
  CHECK(search.verdict("r", "a/b.o") == "r/a/.gitignore:2 b.o");
  CHECK(search.verdict("r", "b/c/b.o") == "r/.gitignore:2 !b.o");
  CHECK(search.verdict("r", "b/c/x") == "none");
}

TEST_CASE("ignore rules: patterns with slashes are from their file's directory on", "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.write("r/.gitignore", "/a\nb/c/*.o\nb/**/d\n**/e/f\nb/c/\n!b/c/\ng/\n");
  for (const char* path : {"r/x", "r/b/c/b/c", "r/b/x/y", "r/x/e", "r/e"}) tree.make_directory(path);
  IgnoreSearch search(tree);
  CHECK(search.verdict("r", "a") == "r/.gitignore:1 /a");
  CHECK(search.verdict("r", "x/a") == "none");
  CHECK(search.verdict("r", "b/c/1.o") == "r/.gitignore:2 b/c/*.o");
  CHECK(search.verdict("r", "b/c/b/c/1.o") == "none");
  CHECK(search.verdict("r", "b/1.o") == "none");
  CHECK(search.verdict("r", "b/d") == "r/.gitignore:3 b/**/d");
  CHECK(search.verdict("r", "b/x/y/d") == "r/.gitignore:3 b/**/d");
  CHECK(search.verdict("r", "x/e/f") == "r/.gitignore:4 **/e/f");
  CHECK(search.verdict("r", "e/f") == "r/.gitignore:4 **/e/f");
  CHECK(search.verdict("r", "x/f") == "none");
  CHECK(search.verdict("r", "b/c/") == "r/.gitignore:6 !b/c/");
  CHECK(search.verdict("r", "b/c") == "none");
  CHECK(search.verdict("r", "x/g/") == "r/.gitignore:7 g/");
}

TEST_CASE("ignore rules: nothing below an ignored directory can be re-included", "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.write("r/.gitignore", "a\n!a/b\n");
  tree.write("r/a/.gitignore", "!*\n");
  IgnoreSearch search(tree);
  const auto top = search.start("r").rules;
  const auto verdict = top->verdict("a", true);
  CHECK(search.shown(verdict) == "r/.gitignore:1 a");
  const auto below = search.enter(IgnoreRules::make_ignored(top, verdict), "r/a", "a");
  CHECK(search.shown(below->verdict("b", false)) == "r/.gitignore:1 a");
  CHECK(search.shown(below->verdict("c", true)) == "r/.gitignore:1 a");
}

TEST_CASE("ignore rules: the repository's own excludes, then the user's, are the weakest",
          "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.write("home/.config/git/ignore", "*.a\n*.b\n*.c\n/d/x\n");
  tree.write("r/.git/info/exclude", "*.b\n*.c\n");
  tree.write("r/.gitignore", "*.c\n");
  tree.make_directory("r/d");
  IgnoreSearch search(tree);
  search.request.environment.home = tree.at("home");
  CHECK(search.verdict("r", "d/x.a") == "home/.config/git/ignore:1 *.a");
  CHECK(search.verdict("r", "d/x.b") == "r/.git/info/exclude:1 *.b");
  CHECK(search.verdict("r", "d/x.c") == "r/.gitignore:1 *.c");
  CHECK(search.verdict("r", "d/x") == "home/.config/git/ignore:4 /d/x");
}

TEST_CASE("ignore rules: .findoignore wins over .ignore, and that over .gitignore", "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.write("r/.gitignore", "1\n2\n3\n4\n");
  tree.write("r/.ignore", "2\n3\n");
  tree.write("r/.findoignore", "!3\n");
  tree.write("r/a/.gitignore", "!3\n4\n");
  IgnoreSearch search(tree);
  CHECK(search.verdict("r", "1") == "r/.gitignore:1 1");
  CHECK(search.verdict("r", "2") == "r/.ignore:1 2");
  CHECK(search.verdict("r", "3") == "r/.findoignore:1 !3");
  CHECK(search.verdict("r", "a/3") == "r/a/.gitignore:1 !3");
  CHECK(search.verdict("r", "a/4") == "r/a/.gitignore:2 4");
  CHECK(search.verdict("r", "a/2") == "r/.ignore:1 2");
}

TEST_CASE("ignore rules: outside a repository only git's own files do not count", "[files][ignore]") {
  IgnoreTree tree;
  tree.write("home/.config/git/ignore", "*\n");
  tree.write("d/.gitignore", "*\n");
  tree.write("d/.ignore", "1\n");
  tree.write("d/a/.findoignore", "2\n");
  IgnoreSearch search(tree);
  search.request.environment.home = tree.at("home");
  CHECK(search.verdict("d", "1") == "d/.ignore:1 1");
  CHECK(search.verdict("d", "a/1") == "d/.ignore:1 1");
  CHECK(search.verdict("d", "a/2") == "d/a/.findoignore:1 2");
  CHECK(search.verdict("d", "3") == "none");
}

TEST_CASE("ignore rules: a nested repository starts anew, but for what is not git's", "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.write("r/.gitignore", "1\nn/**/2\n");
  tree.write("r/.git/info/exclude", "3\n");
  tree.write("r/.ignore", "4\nn/a/5\n");
  tree.make_repository("r/n/.git");
  tree.write("r/n/.git/info/exclude", "6\n");
  tree.make_directory("r/n/a");
  IgnoreSearch search(tree);
  for (const std::string name : {"1", "2", "3"}) {
    CHECK(search.verdict("r", "n/" + name) == "none");
    CHECK(search.verdict("r", "n/a/" + name) == "none");
  }
  CHECK(search.verdict("r", "n/a/4") == "r/.ignore:1 4");
  CHECK(search.verdict("r", "n/a/5") == "r/.ignore:2 n/a/5");
  CHECK(search.verdict("r", "n/a/6") == "r/n/.git/info/exclude:1 6");
  CHECK(search.verdict("r", "6") == "none");
}

TEST_CASE("ignore rules: patterns of an outer repository do not stand before those that hold on",
          "[files][ignore]") {
  IgnoreTree tree;
  tree.write("o/.ignore", "r/n/1\n");
  tree.make_repository("o/r/.git");
  tree.write("o/r/.gitignore", "n/*\n!/n\n");
  tree.make_repository("o/r/n/.git");
  IgnoreSearch search(tree);
  CHECK(search.verdict("o", "r/n/1") == "o/.ignore:1 r/n/1");
  CHECK(search.verdict("o", "r/n/2") == "none");
}

TEST_CASE("ignore rules: a .git that is no repository starts nothing", "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.write("r/.gitignore", "1\n");
  tree.make_directory("r/a/.git");
  tree.write("r/b/.git", "gitdir: nowhere\n");
  IgnoreSearch search(tree);
  CHECK(search.verdict("r", "a/1") == "r/.gitignore:1 1");
  CHECK(search.verdict("r", "b/1") == "r/.gitignore:1 1");
}

TEST_CASE("ignore rules: work trees share the excludes of their repository", "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.write("r/.git/info/exclude", "1\n");
  tree.write("r/.git/worktrees/w/HEAD", "ref: refs/heads/w\n");
  tree.write("r/.git/worktrees/w/commondir", "../..\n");
  tree.write("r/.git/worktrees/w/info/exclude", "2\n");
  tree.write("w/.git", "gitdir: " + tree.at("r/.git/worktrees/w") + '\n');
  IgnoreSearch search(tree);
  CHECK(search.verdict("w", "1") == "r/.git/worktrees/w/../../info/exclude:1 1");
  CHECK(search.verdict("w", "2") == "none");
}

TEST_CASE("ignore rules: core.ignoreCase holds for every file in the repository", "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.write("r/.git/config", "[core]\nignoreCase = true\n");
  tree.write("r/.gitignore", "One\nA/b\n");
  tree.write("r/a/.ignore", "Two\n");
  tree.make_repository("r/n/.git");
  tree.write("r/n/.gitignore", "One\n");
  IgnoreSearch search(tree);
  CHECK(search.verdict("r", "oNE") == "r/.gitignore:1 One");
  CHECK(search.verdict("r", "a/B") == "r/.gitignore:2 A/b");
  CHECK(search.verdict("r", "a/tWO") == "r/a/.ignore:1 Two");
  CHECK(search.verdict("r", "n/one") == "none");
}

TEST_CASE("ignore rules: .gitignore is no link, the other files may be", "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.write("rules", "1\n");
  tree.make_link("r/.gitignore", "../rules");
  tree.make_directory("r/a");
  tree.make_link("r/a/.ignore", "../../rules");
  IgnoreSearch search(tree);
  CHECK(search.verdict("r", "1") == "none");
  CHECK(search.verdict("r", "a/1") == "r/a/.ignore:1 1");
  REQUIRE_FALSE(search.problems.empty());
  CHECK(search.problems[0].path == tree.at("r/.gitignore"));
  CHECK(search.problems[0].error.code == ELOOP);
}

TEST_CASE("ignore rules: a pipe or a directory in the place of a file is nothing", "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.make_directory("r/.gitignore");
  REQUIRE(mkfifo(tree.at("r/.ignore").c_str(), 0600) == 0);
  IgnoreSearch search(tree);
  CHECK(search.verdict("r", "1") == "none");
  CHECK(search.problems.empty());
}

TEST_CASE("ignore rules: a rule for directories leaves other entries alone", "[files][ignore]") {
  IgnoreTree tree;
  tree.write("d/.ignore", "a/\n/b/\n");
  IgnoreSearch search(tree);
  const auto rules = search.start("d").rules;
  CHECK(rules->verdict("a", true).is_ignored());
  CHECK_FALSE(rules->verdict("a", false));
  CHECK(rules->verdict("b", true).is_ignored());
  CHECK_FALSE(rules->verdict("b", false));
}

// ---- what is shared, and what is read

TEST_CASE("ignore rules: directories in which nothing changes share their rules", "[files][ignore]") {
  IgnoreTree tree;
  tree.write("d/.ignore", "*.o\n/a/b/c\n**/x/y\n");
  for (const char* path : {"d/a/b", "d/e/f/g", "d/x/z"}) tree.make_directory(path);
  IgnoreSearch search(tree);
  const auto top = search.start("d").rules;
  const auto e = search.enter(top, "d/e", "e");
  const auto f = search.enter(e, "d/e/f", "f");
  CHECK(e != top);
  CHECK(f == e);
  CHECK(search.enter(f, "d/e/f/g", "g") == e);
  const auto x = search.enter(top, "d/x", "x");
  CHECK(x != top);
  CHECK(x->verdict("y", false).is_ignored());
  CHECK_FALSE(search.enter(x, "d/x/z", "z")->verdict("y", false));
}

TEST_CASE("ignore rules: without patterns to follow the whole tree shares one object", "[files][ignore]") {
  IgnoreTree tree;
  tree.write("d/.ignore", "*.o\n/a\nb\n");
  tree.make_directory("d/e/f");
  IgnoreSearch search(tree);
  const auto top = search.start("d").rules;
  const auto first = search.enter(top, "d/e", "e");
  CHECK(first != top);  // there `/a` does not hold
  CHECK(search.enter(top, "d/e/f", "f") == first);
  CHECK(search.enter(first, "d/e/f", "f") == first);
}

TEST_CASE("ignore rules: names tell what there is to read, and nothing else is", "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.write("r/a/.gitignore", "1\n");
  tree.write("r/a/.ignore", "2\n");
  IgnoreSearch search(tree);
  const auto top = search.start("r").rules;
  search.names = {};
  CHECK(search.enter(top, "r/a", "a") == top);
  search.names.note(".ignore");
  CHECK_FALSE(search.enter(top, "r/a", "a")->verdict("1", false));
  CHECK(search.enter(top, "r/a", "a")->verdict("2", false));
  search.names = {};
  for (const char* name : {".gitignor", ".gitignore2", "gitignore", ".gi"}) search.names.note(name);
  CHECK_FALSE(search.names.has_gitignore);
  search.names.note(".gitignore");
  CHECK(search.enter(top, "r/a", "a")->verdict("1", false));
}

TEST_CASE("ignore rules: a directory is asked for its descriptor only where there is something to read",
          "[files][ignore]") {
  tests::MemoryTree memory_tree;
  memory_tree.add_directory("d");
  tests::MemoryReader memory(memory_tree);
  tests::FaultyReader reader(memory);
  const auto opened = reader.open_directory(nullptr, "d", FollowLinks::no);
  IgnoreRequest request;
  request.honours_files = true;
  request.environment.skips_system_config = true;
  std::vector<IgnoreProblem> problems;
  const auto outermost = IgnoreRules::make_outermost(IgnoreSources::bind(request, problems));
  const auto enter = [&](IgnoreNames names) {
    return child_rules(outermost, {reader, opened->get(), "d", "d", names}, problems);
  };
  CHECK(enter({}) == outermost);
  IgnoreNames git_only;
  git_only.has_gitignore = true;  // outside a repository
  CHECK(enter(git_only) == outermost);
  CHECK(reader.calls(tests::Operation::open_descriptor) == 0);
  CHECK(problems.empty());
  CHECK(enter(IgnoreNames::unknown()) == outermost);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].path == "d");
  CHECK(problems[0].error.code == ENOTSUP);
}

TEST_CASE("ignore rules: several threads may enter, ask and leave at once", "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.write("r/.gitignore", "*.o\n/a/b\n**/c/d\n");
  tree.write("r/a/.gitignore", "!x.o\n");
  tree.make_directory("r/a/c");
  IgnoreSearch search(tree);
  const auto top = search.start("r").rules;
  const auto reader = make_reader(ReaderKind::automatic);
  std::atomic<int> right = 0;
  const auto ask = [&] {
    std::vector<IgnoreProblem> problems;
    const auto enter = [&](const IgnoreRules::Pointer& parent, const std::string& path, const char* name) {
      const auto opened = reader->open_directory(nullptr, tree.at(path).c_str(), FollowLinks::no);
      return child_rules(parent, {*reader, opened->get(), name, path, IgnoreNames::unknown()}, problems);
    };
    for (int i = 0; i < 100; ++i) {
      const auto a = enter(top, "r/a", "a");
      const auto c = enter(a, "r/a/c", "c");
      right += a->verdict("b", true).is_ignored() && !a->verdict("x.o", false).is_ignored() &&
               c->verdict("d", false).is_ignored() && c->verdict("y.o", false).is_ignored();
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(ask);
  for (std::thread& thread : threads) thread.join();
  CHECK(right == 400);
}

TEST_CASE("ignore rules: a hundred thousand levels come and go without a deep stack", "[files][ignore]") {
  const SmallStack small_stack;
  IgnoreTree tree;
  tree.write("d/.ignore", "a\n/b\n");
  IgnoreRequest request;
  request.honours_files = true;
  request.environment.skips_system_config = true;
  std::vector<IgnoreProblem> problems;
  auto rules = IgnoreRules::make_outermost(IgnoreSources::bind(request, problems));
  IgnoreNames names;
  names.has_ignore = true;
  for (int depth = 0; depth < 100'000; ++depth) {
    rules = IgnoreRules::enter(rules, {"d", names, tree.base("d"), "d/"}, problems);
  }
  CHECK(rules->verdict("a", false).is_ignored());
  CHECK_FALSE(rules->verdict("c", false));
}

}  // namespace
}  // namespace findo::files
