#include "plan/remarks.hpp"

#include <chrono>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace findo;

namespace {

/// The messages of the remarks on an expression, each with the first word that it is about.
std::vector<std::string> remarks(const std::string& expression, plan::Settings settings = {}) {
  std::istringstream text("findo " + expression);
  std::vector<std::string> words;
  for (std::string word; text >> word;) words.push_back(word);
  std::vector<const char*> pointers;
  for (const std::string& word : words) pointers.push_back(word.c_str());
  const auto line = language::split_command_line(pointers, [](std::string_view) { return false; });
  REQUIRE(line);
  const auto tree = language::parse_expression(*line);
  REQUIRE(tree);
  std::vector<std::string> found;
  for (const auto& remark : plan::remarks_on(*line, *tree, settings))
    found.push_back(words[remark.at_fault.front().first] + ": " + remark.message);
  return found;
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("remarks: none on what is commonly meant", "[plan][remarks]") {
  for (const char* sound : {
           "",
           "-name *.c -print",
           "-name .git -prune -o -type f -print",
           "( -name a -o -name b ) -prune -o -name *.c -print -exec true {} ;",
           "-type f ( -name *.c -o -name *.h ) -size +1k -size -10M",
           "-name *.bak -delete",
           "-depth -type d -empty -exec rmdir {} ;",
           "-maxdepth 1 -name x -o -maxdepth 1 -name y -mtime -1",
           "! -name a ! -name b",
           "! ( -name a -o -name b )",
           "-type d -name a -o -type f -name b",
           "-exec true {} ; -print",
           "-print , -name x -prune",
           "-size 0 -exec fill {} ; -size +0 -print",
           "-name x -quit",
           "-print -quit",
           "-path ./src/* -regex ./x.*",
           "-exclude -name x -name *.c -print",
           "-name x -fprint a -o -name y -fprint b",
       }) {
    INFO(sound);
    CHECK(remarks(sound).empty());
  }
}

TEST_CASE("remarks: options change nothing about how tests go together", "[plan][remarks]") {
  const Found expected{"-type: these two never hold of the same file"};
  CHECK(remarks("-type f -maxdepth 3 -type d") == expected);
  CHECK(remarks("( -mindepth 1 -type f ) -type d") == expected);
}

TEST_CASE("remarks: parentheses are never torn apart by a proposal", "[plan][remarks]") {
  CHECK(remarks("( -type f ) -name x -o -name y") == Found{"-type: this holds for one side of the -o only"});
}

TEST_CASE("remarks: -prune is of use unless directories come last", "[plan][remarks]") {
  plan::Settings settings;
  CHECK(remarks("-name x -prune", settings).empty());
  settings.post_order = true;
  CHECK(remarks("-name x -prune", settings).size() == 1);
  CHECK(remarks("-name x -prune -o -name y -depth -delete", settings).empty());  // said so expressly
}

TEST_CASE("remarks: one side of an -o without the action of the other", "[plan][remarks]") {
  const std::string message =
      "nothing is done about what this finds: the actions belong to the other side of the -o";
  CHECK(remarks("-name *.c -o -name *.h -print") == Found{"-name: " + message});
  CHECK(remarks("-name *.c -o -name *.h -exec echo {} ;") == Found{"-name: " + message});
  CHECK(remarks("-type f -name *.c -o -name *.h -print") == Found{"-type: " + message});
  CHECK(remarks("-name *.c -o -type f -name *.h -print") == Found{"-name: " + message});
  CHECK(remarks("-name *.c -o -type f -print").empty());  // all files but these
  CHECK(remarks("-type f -name *.o -o -type f -print").empty());
}

TEST_CASE("remarks: deletion and commands are judged by others", "[plan][remarks]") {
  CHECK(remarks("-delete -name x").empty());
  CHECK(remarks("-name x -o -name y -delete").empty());
  CHECK(remarks("-name x -delete -o -name y").empty());
}

TEST_CASE("remarks: tens of thousands of words are read in no time", "[plan][remarks]") {
  std::string flat = "-print";
  std::string deep = "-name x";
  std::string side_by_side = "-true";
  for (int i = 0; i < 10'000; ++i) {
    flat += " -o -name a" + std::to_string(i);
    deep = i % 2 == 0 ? deep + " -o -name y -print" : deep + " , -name z";
    side_by_side += " -mtime +" + std::to_string(i % 7) + " -mtime -9";
  }
  const auto start = std::chrono::steady_clock::now();
  CHECK(remarks(flat).size() <= 8);
  CHECK(remarks(deep).size() <= 8);
  CHECK(remarks(side_by_side).size() <= 8);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}
