// --confirm on a terminal: the question, and what becomes of the answer.
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "terminal/searching.hpp"

using findo::tests::Place;
using findo::tests::plain_environment;
using findo::tests::Terminal;

namespace {

bool exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

Terminal asking(const Place& place, std::vector<std::string> words) {
  words.insert(words.begin(), {FINDO_PROGRAM, "-s", "--confirm"});
  return Terminal(words, place.path(), plain_environment(), {24, 80});
}

const std::vector<std::string> kDeletion = {"one", "dir", "two", "-type", "f", "-print", "-delete"};

}  // namespace

TEST_CASE("confirm: what will be done is shown, with a few paths, and yes does it", "[terminal][confirm]") {
  const Place place;
  Terminal terminal = asking(place, {".", "-type", "f", "-delete"});
  const std::string shown = terminal.read_until("go ahead? ");
  CHECK_THAT(shown, Catch::Contains("findo: about to delete 4 files; 0 bytes in all\r\n"
                                    "  './dir/in1'\r\n  './dir/in2'\r\n  './one'\r\n  './two'\r\n"));
  CHECK(exists(place.file("one")));
  terminal.type("y\n");
  (void)terminal.read_to_end();
  CHECK(terminal.wait_for_end() == 0);
  for (const char* name : {"one", "two", "dir/in1", "dir/in2"}) CHECK_FALSE(exists(place.file(name)));
}

TEST_CASE("confirm: any other answer does nothing, which is a failure", "[terminal][confirm]") {
  for (const char* answer : {"n\n", "\n", "what\n"}) {
    const Place place;
    Terminal terminal = asking(place, kDeletion);
    (void)terminal.read_until("go ahead? ");
    terminal.type(answer);
    CHECK_THAT(terminal.read_to_end(), Catch::Contains("findo: nothing was done: the answer was not yes"));
    CHECK(terminal.wait_for_end() == 1);
    for (const char* name : {"one", "two", "dir/in1", "dir/in2"}) CHECK(exists(place.file(name)));
  }
}

TEST_CASE("confirm: the end of the input is no answer, and does nothing", "[terminal][confirm]") {
  const Place place;
  Terminal terminal = asking(place, kDeletion);
  (void)terminal.read_until("go ahead? ");
  terminal.type("\x04");
  CHECK_THAT(terminal.read_to_end(), Catch::Contains("findo: nothing was done: there was no answer"));
  CHECK(terminal.wait_for_end() == 1);
  CHECK(exists(place.file("one")));
}

TEST_CASE("confirm: one question for the whole run, behind what was printed", "[terminal][confirm]") {
  const Place place;
  Terminal terminal = asking(place, kDeletion);
  const std::string shown = terminal.read_until("go ahead? ");
  CHECK(shown.find("dir/in1\r\n") < shown.find("about to"));
  terminal.type("yes\n");
  CHECK_THAT(terminal.read_to_end(), !Catch::Contains("go ahead"));
  CHECK(terminal.wait_for_end() == 0);
}

TEST_CASE("confirm: more paths than are shown are counted, and no byte of one reaches the terminal",
          "[terminal][confirm]") {
  const Place place;
  for (int i = 0; i < 5; ++i)
    findo::support::write_file(place.file("\x1b[7m" + std::to_string(i)), std::string(400, 'x'));
  Terminal terminal = asking(place, {".", "-type", "f", "-exec", "true", "{}", ";"});
  const std::string shown = terminal.read_until("go ahead? ");
  CHECK(shown.find('\x1b') == std::string::npos);
  CHECK_THAT(shown, Catch::Contains("run 9 commands; 2.0K (2000 bytes) in all"));
  CHECK_THAT(shown, Catch::Contains("  and 4 more\r\n"));
  terminal.type("n\n");
  (void)terminal.read_to_end();
  CHECK(terminal.wait_for_end() == 1);
}

TEST_CASE("confirm: the question is seen where messages go elsewhere", "[terminal][confirm]") {
  const Place place;
  std::vector<std::string> words{"sh", "-c", FINDO_PROGRAM};
  words.back() += " one -delete --confirm 2>messages";
  Terminal terminal(words, place.path(), plain_environment(), {24, 80});
  CHECK_THAT(terminal.read_until("go ahead? "), Catch::Contains("  'one'"));
  terminal.type("y\n");
  (void)terminal.read_to_end();
  CHECK(terminal.wait_for_end() == 0);
  CHECK_FALSE(exists(place.file("one")));
}
