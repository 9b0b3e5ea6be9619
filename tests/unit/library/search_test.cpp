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

/// The errors that a search of the roots has.
std::vector<Error> errors_of(const Words& words) {
  const auto query = Query::parse(words);
  REQUIRE(query);
  std::vector<Error> errors;
  const auto summary = search(*query, {}, [&](const Error& error) { errors.push_back(error); });
  REQUIRE(summary);
  CHECK(summary->errors == errors.size());
  return errors;
}

TEST_CASE("library search: an error has the errno and the bytes of the path", "[library]") {
  Tree tree;
  const std::string odd = tree.path() + "/no\n\377'where";
  const auto errors = errors_of({odd, tree.path() + "/z.c/in a file", "-name", "z.c"});
  REQUIRE(errors.size() == 2);
  CHECK(errors[0].path == odd);
  CHECK(errors[0].code == ENOENT);
  CHECK(errors[1].path == tree.path() + "/z.c/in a file");
  CHECK(errors[1].code == ENOTDIR);
}

TEST_CASE("library search: an error of an action has the errno and the path, too", "[library]") {
  Tree tree;
  const auto deletions = errors_of({tree.path(), "-name", "d", "-depth", "-delete"});
  REQUIRE(deletions.size() == 1);
  CHECK(deletions[0].path == tree.path() + "/d");
  CHECK(deletions[0].code == ENOTEMPTY);
  const auto starts = errors_of({tree.path() + "/z.c", "-exec", "/nowhere/at all", ";"});
  REQUIRE(starts.size() == 1);
  CHECK(starts[0].path == "/nowhere/at all");
  CHECK(starts[0].code == ENOENT);
}

TEST_CASE("library search: a batch that fails is an error", "[library]") {
  Tree tree;
  for (const char* action : {"-exec", "-execdir"}) {
    const auto errors = errors_of({tree.path(), "-name", "z.c", action, "sh", "-c", "exit 3", "{}", "+"});
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].message == "'sh' has ended with status 3");
    CHECK(errors[0].code == 0);
    CHECK(errors[0].path.empty());
  }
  const auto killed = errors_of({tree.path(), "-name", "z.c", "-exec", "sh", "-c", "kill -9 $$", "{}", "+"});
  REQUIRE(killed.size() == 1);
  CHECK(killed[0].message == "'sh': ended by signal Killed");
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

/// Touches `ran` below the tree for the files found.
Words touching_batch(const Tree& tree) { return {"-exec", "touch", tree.path() + "/ran", "{}", "+"}; }

Words operator+(Words first, const Words& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

TEST_CASE("library search: a batch that waits still runs when the search is stopped", "[library]") {
  Tree tree;
  const auto summary = search(tree.query(Words{"-type", "f"} + touching_batch(tree) + Words{"-print"}),
                              [](const Entry&) { return Next::stop; });
  REQUIRE(summary);
  CHECK(summary->entries == 1);
  CHECK(tree.holds("ran"));
}

TEST_CASE("library search: nothing is done any more once a function has thrown", "[library]") {
  Tree tree;
  const auto throwing = [](const Entry&) -> Next { throw std::runtime_error("enough"); };
  CHECK_THROWS_WITH(
      (void)search(tree.query(Words{"-type", "f"} + touching_batch(tree) + Words{"-print", "-delete"}),
                   throwing),
      "enough");
  CHECK_FALSE(tree.holds("ran"));
  CHECK(tree.holds("d/one.c"));
}

TEST_CASE("library search: what is thrown for an error ends the search, too", "[library]") {
  Tree tree;
  int errors = 0;
  const auto throwing = [&](const Error&) {
    ++errors;
    throw std::runtime_error("enough");
  };
  const auto expect_end = [&](const Words& actions) {
    errors = 0;
    const auto never = [](const Entry&) -> Next { throw std::runtime_error("an entry came"); };
    const auto query = Query::parse(Words{tree.path() + "/z.c", tree.path() + "/no", tree.path() + "/d"} +
                                    touching_batch(tree) + actions);
    REQUIRE(query);
    CHECK_THROWS_WITH((void)search(*query, never, throwing), "enough");
    CHECK(errors == 1);
    CHECK_FALSE(tree.holds("ran"));
  };
  expect_end({"-path", "*/d*", "-print", "-delete"});
  CHECK(tree.holds("d/one.c"));
  expect_end({"(", "-exec", "/nowhere/command", ";", "-o", "-print", "-o", "-delete", ")"});
  expect_end({"-sort", "name", "-print"});
  CHECK(tree.holds("z.c"));
}

TEST_CASE("library search: who stops at an error gets no entry after it", "[library]") {
  Tree tree;
  const auto query = Query::parse(Words{tree.path() + "/z.c", tree.path() + "/no", tree.path() + "/d"} +
                                  touching_batch(tree) + Words{"-print"});
  REQUIRE(query);
  int given = 0;
  const auto summary = search(
      *query,
      [&](const Entry&) {
        ++given;
        return Next::more;
      },
      [](const Error&) { return Next::stop; });
  REQUIRE(summary);
  CHECK(summary->was_stopped);
  CHECK(summary->errors == 1);
  CHECK(given == 1);
  CHECK(tree.holds("ran"));
}

TEST_CASE("library search: once it is stopped nothing is done with what waits to be sorted", "[library]") {
  Tree tree;
  const Words waiting{"-type", "f", "-sort", "name", "-delete"};
  const Words at_last{"(", "-name", "z.c", "-print", "-o", "-true", ")"};
  CHECK(search(tree.query(at_last + waiting), [](const Entry&) { return Next::stop; }));
  CHECK(tree.holds("d/one.c"));
  const auto query = Query::parse(Words{tree.path() + "/z.c", tree.path() + "/no"} + waiting);
  REQUIRE(query);
  CHECK(search(*query, {}, [](const Error&) { return Next::stop; }));
  CHECK(tree.holds("z.c"));
}

TEST_CASE("library search: who has stopped it gets nothing that waited to be sorted", "[library]") {
  Tree tree;
  int given = 0;
  const auto stopping = [&](const Entry&) {
    ++given;
    return Next::stop;
  };
  CHECK(search(tree.query({"-print", "-sort", "name", "-print"}), stopping));
  CHECK(given == 1);
}

TEST_CASE("library search: what is handed over behind a command counts as a match", "[library]") {
  Tree tree;
  const std::string record = tree.path() + "/record";
  CHECK(tree.find({"--jobs=2", "--order=any", "-name", "z.c", "-exec", "true", ";", "-print", ",", "-false",
                   "-fjson", record}) == Words{"/z.c"});
  CHECK(support::read_file(record).find("\"matched\":1,") != std::string::npos);
}

TEST_CASE("library search: without functions it only acts and counts", "[library]") {
  Tree tree;
  const auto summary = search(tree.query({"-name", "z.c", "-print", "-delete"}), {});
  REQUIRE(summary);
  CHECK(summary->entries == 1);
  CHECK_FALSE(tree.holds("z.c"));
}

TEST_CASE("library search: a function for errors may be of either kind, or none", "[library]") {
  int told = 0;
  const std::function<void(const Error&)> silent = [&](const Error&) { ++told; };
  (void)OnError{silent}(Error{});
  CHECK(told == 1);
  CHECK(OnError{[](const Error&) { return Next::stop; }}(Error{}) == Next::stop);
  CHECK_FALSE(OnError(std::function<void(const Error&)>()));
  CHECK_FALSE(OnError(std::function<Next(const Error&)>()));
  CHECK_FALSE(OnError(nullptr));
}

TEST_CASE("library search: a guard is an error that says how to go on all the same", "[library]") {
  Tree tree;
  const auto summary = search(tree.query({"-delete", "-name", "z.c"}), {});
  REQUIRE_FALSE(summary);
  CHECK(tree.holds("z.c"));
  CHECK(summary.error().remedy.ends_with("(or --no-guard)"));
}

static_assert(!std::is_copy_constructible_v<Entry> && !std::is_copy_assignable_v<Entry>);

TEST_CASE("library search: a query serves for several searches, and copies are as good", "[library]") {
  Tree tree;
  const Query query = tree.query({"-name", "*.c"});
  Query copy = query;
  const Query moved = std::move(copy);
  CHECK(copy.words() == moved.words());
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
