#include "files/ignore_roots.hpp"

#include "unit/files/ignore_tree.hpp"

namespace findo::files {
namespace {

using tests::IgnoreSearch;
using tests::IgnoreTree;

std::shared_ptr<const IgnoreFile> requested(const std::string& path, std::string_view text) {
  return IgnoreFile::make(path, text, IgnoreFileKind::general, NameCase::exact);
}

TEST_CASE("ignore roots: the rules of the directories above hold, up to the repository's top",
          "[files][ignore]") {
  IgnoreTree tree;
  tree.write("o/.gitignore", "1\n");
  tree.write("o/.ignore", "2\n/r/a/3\n");
  tree.make_repository("o/r/.git");
  tree.write("o/r/.gitignore", "4\n/a/b/5\n");
  tree.write("o/r/.git/info/exclude", "6\n");
  tree.write("o/r/a/.gitignore", "b/7\n");
  tree.make_directory("o/r/a/b/c");
  IgnoreSearch search(tree);
  CHECK(search.verdict("o/r/a/b", "1") == "none");
  CHECK(search.verdict("o/r/a/b", "2") == "o/.ignore:1 2");
  CHECK(search.verdict("o/r/a", "3") == "o/.ignore:2 /r/a/3");
  CHECK(search.verdict("o/r/a/b", "4") == "o/r/.gitignore:1 4");
  CHECK(search.verdict("o/r/a/b", "5") == "o/r/.gitignore:2 /a/b/5");
  CHECK(search.verdict("o/r/a/b", "c/5") == "none");
  CHECK(search.verdict("o/r/a/b", "6") == "o/r/.git/info/exclude:1 6");
  CHECK(search.verdict("o/r/a/b", "7") == "o/r/a/.gitignore:1 b/7");
}

TEST_CASE("ignore roots: a root that is ignored, or in an ignored directory, is searched all the same",
          "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.write("r/.gitignore", "a/\n*.o\nb\n");
  tree.make_directory("r/a/b");
  tree.make_directory("r/c");
  IgnoreSearch search(tree);
  CHECK(search.above("r") == "none");
  CHECK(search.above("r/c") == "none");
  CHECK(search.above("r/a") == "r/.gitignore:1 a/");
  CHECK(search.above("r/a/b") == "r/.gitignore:1 a/");
  CHECK(search.verdict("r/a/b", "x") == "none");
  CHECK(search.verdict("r/a/b", "x.o") == "r/.gitignore:2 *.o");
}

TEST_CASE(
    "ignore roots: what one repository ignores is not ignored in another within, but for what is not git's",
    "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.write("r/.gitignore", "a/\n");
  tree.write("r/.ignore", "b/\n");
  tree.make_repository("r/a/n/.git");
  tree.make_repository("r/b/n/.git");
  tree.write("r/a/n/.gitignore", "c\n");
  tree.make_directory("r/a/n/c");
  IgnoreSearch search(tree);
  CHECK(search.above("r/a/n") == "none");
  CHECK(search.above("r/a/n/c") == "r/a/n/.gitignore:1 c");
  CHECK(search.above("r/b/n") == "r/.ignore:1 b/");
}

TEST_CASE("ignore roots: a path that leads through a link is where it leads to", "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.write("r/.gitignore", "1\n");
  tree.make_directory("r/a");
  tree.write("o/.ignore", "2\n");
  tree.make_link("o/door", "../r/a");
  IgnoreSearch search(tree);
  CHECK(search.verdict("o/door", "1") == "r/.gitignore:1 1");
  CHECK(search.verdict("o/door", "2") == "none");
  CHECK(search.verdict("r/a/../../o", "2") == "r/a/../../o/.ignore:1 2");  // shown as the root was typed
}

TEST_CASE("ignore roots: directories above are read once for all roots", "[files][ignore]") {
  IgnoreTree tree;
  tree.write("d/.ignore", "1\n");
  tree.make_directory("d/a");
  tree.make_directory("d/b");
  IgnoreSearch search(tree);
  CHECK(search.verdict("d/a", "1") == "d/.ignore:1 1");
  tree.write("d/.ignore", "2\n");
  CHECK(search.verdict("d/b", "1") == "d/.ignore:1 1");
  CHECK(search.start("d/a").rules == search.start("d/b").rules);
}

TEST_CASE("ignore roots: a root whose place is unknown has its own rules only, and a problem",
          "[files][ignore]") {
  IgnoreTree tree;
  tree.write("d/.ignore", "1\n");
  std::vector<IgnoreProblem> problems;
  IgnoreRequest request;
  request.honours_files = true;
  IgnoreRoots roots(IgnoreSources::bind(request, problems));
  const auto reader = make_reader(ReaderKind::automatic);
  const auto opened = reader->open_directory(nullptr, tree.at("d").c_str(), FollowLinks::no);
  const auto start = roots.start({*reader, opened->get(), "", "gone", IgnoreNames::unknown()}, problems);
  CHECK(start.rules->verdict("1", false).is_ignored());
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].path == "gone");
  CHECK(problems[0].error.code == ENOENT);
}

// ---- files of the command line

TEST_CASE("ignore roots: files of the command line are the weakest, the last of them the strongest",
          "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("d/.git");
  tree.write("d/.git/info/exclude", "!3\n");
  IgnoreSearch search(tree);
  search.request.files = {requested("F", "1\n2\n3\n"), requested("G", "2\n3\n")};
  CHECK(search.verdict("d", "1") == "F:1 1");
  CHECK(search.verdict("d", "2") == "G:1 2");
  CHECK(search.verdict("d", "3") == "d/.git/info/exclude:1 !3");
}

TEST_CASE("ignore roots: files of the command line lie in the working directory, or in a root elsewhere",
          "[files][ignore]") {
  IgnoreTree tree;
  for (const char* path : {"w/a/b", "o/a/b"}) tree.make_directory(path);
  IgnoreSearch search(tree);
  search.request.working_directory = tree.at("w");
  search.request.files = {requested("F", "/a/1\n2\n/b/3\n")};
  CHECK(search.verdict("w", "a/1") == "F:1 /a/1");
  CHECK(search.verdict("w/a", "1") == "F:1 /a/1");
  CHECK(search.verdict("w/a", "2") == "F:2 2");
  CHECK(search.verdict("w/a", "b/3") == "none");
  CHECK(search.verdict("o", "a/1") == "F:1 /a/1");
  CHECK(search.verdict("o/a", "1") == "none");
  CHECK(search.verdict("o/a", "b/3") == "F:3 /b/3");
  CHECK(search.verdict("", "o/2") == "F:2 2");  // a root above the working directory is not below it
  CHECK(search.verdict("", "w/a/1") == "none");
}

TEST_CASE("ignore roots: files of the command line hold alone, and across repositories", "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("w/n/.git");
  tree.write("w/.ignore", "1\n");
  tree.write("w/n/.gitignore", "1\n");
  IgnoreSearch search(tree);
  search.request.honours_files = false;
  search.request.working_directory = tree.at("w");
  search.request.files = {requested("F", "n/2\n")};
  CHECK(search.verdict("w", "1") == "none");
  CHECK(search.verdict("w", "n/1") == "none");
  CHECK(search.verdict("w", "n/2") == "F:1 n/2");
  CHECK(search.verdict("w/n", "2") == "F:1 n/2");
  IgnoreSearch both(tree);
  both.request.working_directory = tree.at("w");
  both.request.files = search.request.files;
  CHECK(both.verdict("w", "n/2") == "F:1 n/2");
  CHECK(both.verdict("w", "n/1") == "w/n/.gitignore:1 1");
}

TEST_CASE("ignore roots: a directory that a file of the command line ignores can be a root",
          "[files][ignore]") {
  IgnoreTree tree;
  tree.make_directory("w/a/b");
  IgnoreSearch search(tree);
  search.request.working_directory = tree.at("w");
  search.request.files = {requested("F", "a\n")};
  CHECK(search.above("w/a/b") == "F:1 a");
  CHECK(search.above("w") == "none");
  CHECK(search.verdict("w/a/b", "x") == "none");
}

TEST_CASE("ignore roots: a root can be ignored itself, by a rule or in a directory that is",
          "[files][ignore]") {
  IgnoreTree tree;
  tree.make_repository("r/.git");
  tree.write("r/.gitignore", "a/\n*.o\n!b.o\n");
  tree.write("r/a/file", "");
  tree.write("r/c/x.o", "");
  tree.make_link("r/c/a", "../a");
  tree.make_link("r/c/l.o", "nowhere");
  IgnoreSearch search(tree);
  CHECK(search.is_ignored("r/a", true));
  CHECK(search.is_ignored("r/a/file", false));
  CHECK(search.is_ignored("r/c/x.o", false));
  CHECK(search.is_ignored("r/c/l.o", false));
  CHECK(search.is_ignored("r/c/../c/x.o", false));
  CHECK_FALSE(search.is_ignored("r", true));
  CHECK_FALSE(search.is_ignored("r/c", true));
  CHECK_FALSE(search.is_ignored("r/c/b.o", false));
  CHECK(search.problems.empty());
}

TEST_CASE("ignore roots: a link to a directory is where it leads to only where it counts as one",
          "[files][ignore]") {
  IgnoreTree tree;
  tree.write(".ignore", "a/\n");
  tree.make_directory("a");
  tree.make_link("l", "a");
  IgnoreSearch search(tree);
  CHECK(search.is_ignored("l", true));
  CHECK_FALSE(search.is_ignored("l", false));
}

TEST_CASE("ignore roots: files of the command line hold for a root that is a file, in its own directory",
          "[files][ignore]") {
  IgnoreTree tree;
  tree.write("d/x", "");
  IgnoreSearch search(tree);
  search.request.files.push_back(requested("F", "/x\n"));
  CHECK(search.is_ignored("d/x", false));
  CHECK_FALSE(search.is_ignored("d/y", false));
}

TEST_CASE("ignore roots: a path that leads nowhere is a problem, and not ignored", "[files][ignore]") {
  IgnoreTree tree;
  IgnoreSearch search(tree);
  CHECK_FALSE(search.is_ignored("nowhere/x", false));
  REQUIRE(search.problems.size() == 1);
  CHECK(search.problems[0].error.code == ENOENT);
}

TEST_CASE("ignore roots: what was wrong with the sources is told once, with the first root",
          "[files][ignore]") {
  IgnoreTree tree;
  tree.make_directory("d");
  std::vector<IgnoreProblem> none;
  IgnoreRoots roots(IgnoreSources::bind({}, none), {{"excludes", {EACCES}}});
  std::vector<IgnoreProblem> problems;
  CHECK_FALSE(roots.is_ignored(tree.at("d"), true, problems));
  CHECK_FALSE(roots.is_ignored(tree.at("d"), true, problems));
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].path == "excludes");
}

TEST_CASE("ignore roots: more roots than are remembered have their rules all the same", "[files][ignore]") {
  IgnoreTree tree;
  tree.write(".ignore", "x\n");
  tree.make_directory("first");
  IgnoreSearch search(tree);
  for (int i = 0; i < 5'000; ++i) {
    const std::string name = "d/" + std::to_string(i);
    tree.make_directory(name);
    CHECK_FALSE(search.is_ignored(name, true));
  }
  CHECK(search.is_ignored("first/x", false));
  CHECK(search.verdict("first", "x") == ".ignore:1 x");
}

}  // namespace
}  // namespace findo::files
