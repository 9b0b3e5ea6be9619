#include "plan/reading.hpp"

#include <sstream>

#include <catch2/catch.hpp>

#include "act/actions.hpp"
#include "files/readers.hpp"
#include "plan/explain.hpp"
#include "plan/phrases.hpp"

namespace findo::plan {
namespace {

/// A bound command line, with the words that it was made from.
struct Line {
  std::vector<std::string> words{"findo"};
  std::vector<const char*> argv{};
  output::Streams streams{};
  act::Actions actions{streams};
  Bound bound{};

  explicit Line(const std::string& text, Settings settings = {}) {
    std::istringstream stream(text);
    for (std::string word; stream >> word;) words.push_back(word);
    for (const std::string& word : words) argv.push_back(word.c_str());
    const auto line = language::split_command_line(argv, [](std::string_view) { return false; });
    REQUIRE(line);
    const auto tree = language::parse_expression(*line);
    REQUIRE(tree);
    const auto reader = files::make_reader(files::ReaderKind::automatic);
    auto made = bind(*tree, *line, std::move(settings), {*reader, actions, {}});
    REQUIRE(made);
    bound = std::move(*made);
  }
};

/// What is done for each entry.
std::string reading(const std::string& text) {
  const Line line(text);
  const std::string all = read_out(line.bound, {}, line.argv);
  const std::string head = "For each entry: ";
  return all.substr(all.find(head) + head.size());
}

std::string phrase(const std::string& word, const std::string& operand, bool side = true) {
  const language::PrimaryRow* row = language::find_primary(word);
  REQUIRE(row);
  std::vector<std::string_view> words{word};
  if (!operand.empty()) words.emplace_back(operand);
  const Phrase both = phrase_of(*row, words);
  return side ? both.yes : both.no;
}

}  // namespace

TEST_CASE("phrases: what is compared is said in words", "[plan][explain]") {
  CHECK(phrase("-size", "+10k") == "its size is more than 10 KiB (rounded up)");
  CHECK(phrase("-size", "-1", false) == "its size is not less than 1 block of 512 bytes (rounded up)");
  CHECK(phrase("-size", "1c") == "its size is exactly 1 byte");
  CHECK(phrase("-size", "1k") == "its size is exactly 1 KiB (rounded up)");
  CHECK(phrase("-mtime", "+1") == "its content was changed more than 1 day ago");
  CHECK(phrase("-links", "1") == "it has exactly 1 hard link");
  CHECK(phrase("-links", "+1") == "it has more than 1 hard link");
  CHECK(phrase("-links", "2") == "it has exactly 2 hard links");
  CHECK(phrase("-limit", "1") == "end the search when this has been reached 1 time");
  CHECK(phrase("-mtime", "-2") == "its content was changed less than 2 days ago");
  CHECK(phrase("-mtime", "+1h30m") == "its content was changed more than 1h30m ago");
  CHECK(phrase("-type", "f,d") == "it is a regular file or a directory");
  CHECK(phrase("-perm", "/022") == "its permissions are any of 022");
  CHECK(phrase("-newerac", "x") == "it was read after the status of 'x' was changed");
  CHECK(phrase("-newermt", "today", false) == "its content was not changed after 'today'");
}

TEST_CASE("phrases: every primary has one, with two sides for a test", "[plan][explain]") {
  for (const language::PrimaryRow& row : language::primary_rows()) {
    INFO(row.word);
    const std::vector<std::string_view> words{row.word};
    const Phrase both = phrase_of(row, words);
    CHECK_FALSE(both.yes.empty());
    CHECK(both.yes.find_first_of("[|]{}") == std::string::npos);
    if (row.kind == language::PrimaryKind::test) CHECK(both.yes != both.no);
  }
}

TEST_CASE("reading: tests are joined, negations turned into the tests", "[plan][explain]") {
  CHECK(reading("-name x -type f") == "if its name matches 'x' and it is a regular file: print its path.");
  CHECK(reading("! ( -name x -o -empty )") ==
        "if its name does not match 'x' and it is not an empty file or directory: print its path.");
  CHECK(reading("-name x ( -type d -o -empty -hidden )") ==
        "if its name matches 'x' and (it is a directory or (it is an empty file or directory and its name "
        "begins "
        "with a dot)): print its path.");
}

TEST_CASE("reading: a barrier is done before what follows it, and a condition under ! and beside -o",
          "[plan][explain]") {
  CHECK(reading("-name x -sort size") ==
        "if its name matches 'x': wait until everything has been walked, and go on in the order of size, "
        "then print its path.");
  CHECK(reading("-top 3 size") ==
        "wait until everything has been walked, and go on if it is one of the first 3 in the order of size, "
        "then print its path.");
  CHECK(reading("! -top 3 size -print") ==
        "if of all that come here it is not one of the first 3 in the order of size: print its path.");
  CHECK(
      reading("( -keep 2 newest -o -name x ) -print") ==
      "if of all that come here it is not one of the 2 newest to be kept or its name matches 'x': print its "
      "path.");
}

TEST_CASE("reading: actions that may fail are told apart from those that cannot", "[plan][explain]") {
  CHECK(reading("-print -exec true ; -ls") ==
        "print its path, then run true, then, where that succeeded, print a line as ls -dils does.");
  CHECK(reading("-name x -prune -o -print") ==
        "if its name matches 'x': do not go below it; otherwise: print its path.");
  CHECK(reading("-delete -o -print") == "delete it; otherwise, or where that failed: print its path.");
  CHECK(reading("-print , -ls") == "print its path; and in any case: print a line as ls -dils does.");
}

TEST_CASE("reading: an expression that nobody could follow is not read out", "[plan][explain]") {
  std::string words;
  std::string ends;
  for (int i = 0; i < 50'000; ++i) {
    words += i % 2 == 0 ? "-true -o ( " : "-true -a ( ";
    ends += " )";
  }
  const Line line(words + "-true" + ends);
  CHECK(read_out(line.bound, {}, line.argv).find("too long to be read out") != std::string::npos);
  CHECK(tree_lines(line.bound.tree, line.argv).size() > 100'000);
}

TEST_CASE("explain: a leaf's needs are those of its facts", "[plan][explain]") {
  const Line line("-size +1 -name x -delete");
  CHECK(needs_of(line.bound.tree.nodes[0]) == "a status call: size; cost 3");
  CHECK(needs_of(line.bound.tree.nodes[1]) == "the path; cost 1");
  CHECK(needs_of(line.bound.tree.nodes[2]) == "reading a directory: type; cost 6; comes in order");
}

}  // namespace findo::plan
