#include "findo/search.hpp"

#include <cerrno>
#include <fcntl.h>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "support/temporary_directory.hpp"

namespace findo {
namespace {

using Words = std::vector<std::string>;

/// A small tree, with what searches of it say.
class Tree {
 public:
  Tree() {
    make_directory("d");
    for (const char* name : {"d/one.c", "d/two.c", "z.c"}) write(name, "12345");
    REQUIRE(symlink("one.c", (path() + "/d/link").c_str()) == 0);
  }

  const std::string& path() const { return top_.path(); }
  void make_directory(const std::string& name) { REQUIRE(mkdir((path() + '/' + name).c_str(), 0755) == 0); }
  void write(const std::string& name, const std::string& text) {
    support::write_file(path() + '/' + name, text);
  }
  bool holds(const std::string& name) const { return access((path() + '/' + name).c_str(), F_OK) == 0; }

  /// The words with this tree as root, and -s, so that the order is known.
  Query query(const Words& words) const {
    Words all{"-s", path()};
    all.insert(all.end(), words.begin(), words.end());
    auto query = Query::parse(all);
    REQUIRE(query);
    return *query;
  }

  /// The paths found, below the tree.
  Words find(const Words& words) {
    Words found;
    const auto summary = search(query(words), [&](const Entry& entry) {
      found.emplace_back(entry.path().substr(path().size()));
      return Next::more;
    });
    REQUIRE(summary);
    summary_ = *summary;
    CHECK(summary_.entries == found.size());
    return found;
  }
  const Summary& summary() const { return summary_; }

 private:
  support::TemporaryDirectory top_{"library"};
  Summary summary_;
};

TEST_CASE("library search: entries for which the expression is true, in find's order", "[library]") {
  Tree tree;
  CHECK(tree.find({}) == Words{"", "/d", "/d/link", "/d/one.c", "/d/two.c", "/z.c"});
  CHECK(tree.find({"-name", "*.c"}) == Words{"/d/one.c", "/d/two.c", "/z.c"});
  CHECK(tree.find({"-depth", "-type", "d"}) == Words{"/d", ""});
  CHECK(tree.find({"-j4", "-name", "*.c"}) == Words{"/d/one.c", "/d/two.c", "/z.c"});
}

TEST_CASE("library search: what would be printed is what is given, as often as it would be", "[library]") {
  Tree tree;
  CHECK(tree.find({"-name", "z.c", "-print", "-print0"}) == Words{"/z.c", "/z.c"});
  CHECK(tree.find({"-name", "d", "-prune", "-o", "-name", "*.c", "-print"}) == Words{"/z.c"});
  CHECK(tree.find({"-true", "-quit"}).empty());
}

TEST_CASE("library search: an entry tells what is asked of it", "[library]") {
  Tree tree;
  bool was_there = false;
  const auto summary = search(tree.query({"-name", "link"}), [&](const Entry& entry) {
    was_there = true;
    CHECK(entry.name() == "link");
    CHECK(entry.root() == tree.path());
    CHECK(entry.depth() == 2);
    CHECK(*entry.type() == FileType::symbolic_link);
    CHECK(*entry.link_target() == "one.c");
    const auto status = entry.status();
    REQUIRE(status);
    struct stat expected {};
    REQUIRE(lstat(std::string(entry.path()).c_str(), &expected) == 0);
    CHECK(status->inode == expected.st_ino);
    CHECK(status->device == expected.st_dev);
    CHECK(status->permissions == 0777);
    CHECK(status->size_bytes == 5);
    CHECK(*entry.size_bytes() == 5);
    CHECK(entry.modified()->seconds == expected.st_mtim.tv_sec);
    CHECK(entry.modified()->nanoseconds == expected.st_mtim.tv_nsec);
    return Next::more;
  });
  REQUIRE(summary);
  CHECK(was_there);
}

TEST_CASE("library search: an entry can be acted upon in its open directory", "[library]") {
  Tree tree;
  const auto summary = search(tree.query({"-name", "one.c"}), [&](const Entry& entry) {
    const auto directory = entry.directory();
    REQUIRE(directory);
    CHECK(unlinkat(*directory, entry.name_in_directory(), 0) == 0);
    const auto gone = entry.status();
    REQUIRE_FALSE(gone);
    CHECK(gone.error().code == ENOENT);
    return Next::more;
  });
  REQUIRE(summary);
  CHECK_FALSE(tree.holds("d/one.c"));
  CHECK(tree.holds("d/two.c"));
}

TEST_CASE("library search: actions of the expression are done in their turn", "[library]") {
  Tree tree;
  CHECK(tree.find({"-name", "*.c", "-path", "*/d/*", "-print", "-delete"}) == Words{"/d/one.c", "/d/two.c"});
  CHECK_FALSE(tree.holds("d/one.c"));
  CHECK_FALSE(tree.holds("d/two.c"));
  CHECK(tree.holds("z.c"));
  CHECK(tree.find({"-name", "z.c", "-exec", "false", ";", "-print"}).empty());
  CHECK(tree.find({"-name", "z.c", "-exec", "true", ";", "-print"}) == Words{"/z.c"});
  tree.find({"-exit", "7"});
  CHECK(tree.summary().exit_status == 7);
}

TEST_CASE("library search: who wants no more gets no more", "[library]") {
  Tree tree;
  int given = 0;
  const auto summary = search(tree.query({}), [&](const Entry&) {
    ++given;
    return given == 2 ? Next::stop : Next::more;
  });
  REQUIRE(summary);
  CHECK(given == 2);
  CHECK(summary->was_stopped);
  CHECK(summary->entries == 2);
}

TEST_CASE("library search: what fails is told, and hides nothing", "[library]") {
  Tree tree;
  std::vector<std::string> messages;
  const auto query = Query::parse({tree.path() + "/nowhere", tree.path() + "/z.c"});
  REQUIRE(query);
  std::size_t given = 0;
  const auto summary = search(
      *query,
      [&](const Entry&) {
        ++given;
        return Next::more;
      },
      [&](const Error& error) { messages.push_back(error.message); });
  REQUIRE(summary);
  CHECK(given == 1);
  CHECK(summary->errors == 1);
  REQUIRE(messages.size() == 1);
  CHECK(messages[0] == "'" + tree.path() + "/nowhere': No such file or directory");
}

TEST_CASE("library search: an operand that names nothing is an error before anything is done", "[library]") {
  Tree tree;
  const auto query = Query::parse({tree.path(), "-user", "no such user", "-delete"});
  REQUIRE(query);
  const auto summary = search(*query, [](const Entry&) { return Next::more; });
  REQUIRE_FALSE(summary);
  CHECK(summary.error().position.word == 2);
  CHECK(summary.error().shown.find("^~~~") != std::string::npos);
  CHECK(tree.holds("z.c"));
}

TEST_CASE("library search: what a function throws comes out of the search, which has ended", "[library]") {
  Tree tree;
  int given = 0;
  const OnEntry throwing = [&](const Entry&) -> Next {
    ++given;
    throw std::runtime_error("enough");
  };
  CHECK_THROWS_WITH((void)search(tree.query({"-j4"}), throwing), "enough");
  CHECK(given == 1);
  CHECK(tree.find({"-name", "z.c"}) == Words{"/z.c"});
}

TEST_CASE("library search: a query serves for several searches, and copies are as good", "[library]") {
  Tree tree;
  const Query query = tree.query({"-name", "*.c"});
  const Query copy = query;
  const auto count = [&](const Query& which) {
    const auto summary = search(which, [](const Entry&) { return Next::more; });
    return summary ? summary->entries : 0;
  };
  CHECK(count(query) == 3);
  tree.write("new.c", "");
  CHECK(count(copy) == 4);
}

}  // namespace
}  // namespace findo
