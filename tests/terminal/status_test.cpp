// The status line of -status, on a pseudo-terminal: what it tells, and that it leaves no trace.
#include <array>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <catch2/catch.hpp>

#include "support/text.hpp"
#include "terminal/searching.hpp"

using findo::tests::Place;
using findo::tests::plain_environment;
using findo::tests::Screen;
using findo::tests::Searching;
using findo::tests::Terminal;

namespace {

using namespace std::chrono_literals;

constexpr const char* kStatusPattern = "^visited \\d+ \\(\\d+/s\\), matched \\d+, errors \\d+(: .*)?\n$";

std::size_t count(std::string_view text, std::string_view wanted) {
  std::size_t times = 0;
  for (std::size_t at = text.find(wanted); at != text.npos; at = text.find(wanted, at + 1)) ++times;
  return times;
}

/// The lines `text` so many times.
std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

/// A run of findo by itself, to its end.
struct Run {
  Run(const Place& place, std::vector<std::string> words, Terminal::Environment more = {}) {
    words.insert(words.begin(), {FINDO_PROGRAM, "-nowarn"});
    Terminal::Environment environment = plain_environment();
    environment.insert(environment.end(), more.begin(), more.end());
    Terminal terminal(words, place.path(), environment, {24, 80});
    bytes = terminal.read_to_end();
    status = terminal.wait_for_end();
    screen.show(bytes);
  }
  std::string bytes;
  int status = -1;
  Screen screen{80};
};

}  // namespace

TEST_CASE("status: it tells how far the search is, in its order, and is gone at the end",
          "[terminal][status]") {
  const Place place;
  Searching search(place, {"-status", "-name", "two", "-quit"});
  const int times = search.give_until_status("one");
  CHECK_THAT(search.screen.text(), Catch::Matches(kStatusPattern));
  CHECK_THAT(search.screen.text(), Catch::StartsWith("visited " + std::to_string(times) + " ("));
  CHECK(search.screen.cursor_column() == 0);
  REQUIRE(search.give_in_time("dir"));
  CHECK_THAT(search.screen.text(), Catch::StartsWith("visited " + std::to_string(times + 1) + " ("));
  search.give("two");
  CHECK(search.ends() == 0);
  CHECK(search.screen.text().empty());
}

TEST_CASE("status: matches are entries that came to an action, each counted once", "[terminal][status]") {
  const Place place;
  // -limit waits for its turn, so that the evaluation stops between the actions.
  Searching search(
      place, {"-status", "-name", "o*", "-fprint", "/dev/null", "-limit", "100000", "-fprint0", "/dev/null"});
  search.give("dir");
  const int times = search.give_until_status("one");
  REQUIRE(search.give_in_time("two"));
  CHECK_THAT(search.screen.text(), Catch::StartsWith("visited " + std::to_string(times + 4) + " ("));
  CHECK_THAT(search.screen.text(), Catch::Contains("matched " + std::to_string(times) + ", errors 0"));
}

TEST_CASE("status: where it is is the directory whose entries come next", "[terminal][status]") {
  const Place place;
  Searching search(place, {"-status", "-name", "in*", "-exec", "sleep", "0.12", ";"});
  search.give("dir");
  CHECK(search.awaits(", matched 1, errors 0: dir"));
}

TEST_CASE("status: it gives way to what is printed and to messages, and comes back", "[terminal][status]") {
  const Place place;
  Searching search(place, {"-status", "-name", "one", "-print"});
  const int times = search.give_until_status("one");
  const std::string printed = repeated("one\n", times);
  CHECK(search.screen.text() == printed);
  REQUIRE(search.give_in_time("two"));
  CHECK_THAT(search.screen.text(), Catch::StartsWith(printed + "visited "));
  CHECK_THAT(search.screen.text(), Catch::Contains("errors 0"));
  search.give("nowhere");
  REQUIRE(search.awaits("No such file"));
  const std::string message = "findo: 'nowhere': No such file or directory\n";
  CHECK(search.screen.text() == printed + message);
  REQUIRE(search.give_in_time("two"));
  CHECK_THAT(search.screen.text(), Catch::StartsWith(printed + message + "visited "));
  CHECK_THAT(search.screen.text(), Catch::Contains("errors 1"));
  search.give("one");
  CHECK(search.awaits("one"));
  CHECK(search.screen.text() == printed + message + "one\n");
  search.terminal.send_signal(SIGTERM);
  CHECK(search.ends() == 128 + SIGTERM);
  CHECK(search.screen.odd_bytes() == 0);
}

TEST_CASE("status: it tells how commands beside each other stand, and gives way to what they write",
          "[terminal][status][jobs]") {
  const Place place;
  const char* const script = "[ $1 = two ] && echo done && exit 1; exec sleep 1";
  Run run(place, {"one", "two", "one", "--status", "--jobs=3", "-each", "sh", "-c", script, "sh", "{}", ";"});
  CHECK_THAT(run.bytes, Catch::Contains("commands 2 running, 1 ended, 1 failed"));
  CHECK(run.screen.text() == "done\n");
  CHECK(run.status == 0);
}

TEST_CASE("status: a signal takes it from the screen before it ends the process", "[terminal][status]") {
  const Place place;
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
    Searching search(place, {"-status", "-false"});
    search.give_until_status("one");
    REQUIRE_THAT(search.screen.text(), Catch::StartsWith("visited "));
    search.terminal.send_signal(number);
    CHECK(search.ends() == 128 + number);
    CHECK(search.screen.text().empty());
    CHECK(search.screen.cursor_row() == 0);
  }
}

TEST_CASE("status: Ctrl-C takes it from the screen", "[terminal][status]") {
  const Place place;
  Searching search(place, {"-status"});
  const int times = search.give_until_status("one");
  search.terminal.type("\x03");
  CHECK(search.ends() == 128 + SIGINT);
  // The terminal itself shows "^C", before the line is cleared or after.
  CHECK_THAT(search.screen.text(), Catch::StartsWith(repeated("one\n", times)));
  CHECK_THAT(search.screen.text(), !Catch::Contains("visited"));
}

TEST_CASE("status: -quit and -exit end it as well", "[terminal][status]") {
  const Place place;
  for (const std::string action : {"-quit", "-exit"}) {
    Searching search(place, {"-status", "-name", "two", "-print", action, "-o", "-false"});
    search.give_until_status("one");
    search.give("two");
    CHECK(search.ends() == 0);
    CHECK(search.screen.text() == "two\n");
  }
}

TEST_CASE("status: a narrower terminal keeps no trace of it, however it treats long lines",
          "[terminal][status]") {
  const Place place;
  for (const auto resizing : {Screen::Resizing::reflows, Screen::Resizing::cuts}) {
    Searching search(place, {"-status", "-print"}, 80, resizing);
    const int times = search.give_until_status("one");
    search.terminal.resize({24, 20});
    search.screen.resize(20);
    search.terminal.send_signal(SIGTERM);
    CHECK(search.ends() == 128 + SIGTERM);
    CHECK(search.screen.text() == repeated("one\n", times));
  }
}

TEST_CASE("status: it fits into the terminal as that is now", "[terminal][status]") {
  const Place place;
  for (const auto resizing : {Screen::Resizing::reflows, Screen::Resizing::cuts}) {
    Searching search(place, {"-status", "-false"}, 100, resizing);
    search.give_until_status("one");
    for (const unsigned short columns : std::array<unsigned short, 4>{30, 12, 3, 60}) {
      search.terminal.resize({24, columns});
      search.screen.resize(columns);
      std::this_thread::sleep_for(110ms);
      search.give_until_status("two");
      INFO(columns);
      CHECK(search.screen.cursor_row() == 0);
      CHECK(count(search.screen.text(), "\n") == 1);
      CHECK(search.screen.text().size() <= columns);
    }
    CHECK_THAT(search.screen.text(), Catch::Matches(kStatusPattern));
  }
}

TEST_CASE("status: wide characters are counted as what they take up", "[terminal][status]") {
  const Place place;
  std::string path = "dir";
  for (int i = 0; i < 20; ++i) {
    path += "/\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E" + std::string(static_cast<std::size_t>(i % 3), 'u') +
            "\xCC\x88";
    REQUIRE(mkdir(place.file(path).c_str(), 0755) == 0);
  }
  for (const unsigned short columns : std::array<unsigned short, 5>{72, 73, 74, 75, 76}) {
    Searching search(place, {"-status", "-name", "x"}, columns);
    for (int i = 0; i < 3; ++i) {
      search.give_until_status("dir");
      CHECK(search.screen.cursor_row() == 0);
      CHECK(count(search.screen.text(), "\n") == 1);
    }
    CHECK(search.screen.odd_bytes() == 0);
    search.terminal.send_signal(SIGINT);
    search.ends();
    CHECK(search.screen.text().empty());
  }
}

TEST_CASE("status: no byte of a name reaches the terminal as such", "[terminal][status]") {
  const Place place;
  const std::string name = "dir/\033[31mred\a\033[2J\xFF\xE2\x80\xAE";
  REQUIRE(mkdir(place.file(name).c_str(), 0755) == 0);
  findo::support::write_file(place.file(name + "/x"), "");
  Searching search(place, {"-status", "-name", "x", "-exec", "sleep", "0.12", ";"}, 150);
  search.give("dir");
  CHECK(search.awaits("red"));
  CHECK_THAT(search.screen.text(), Catch::Contains("dir/\\e[31mred\\a\\e[2J\\xFF\\xE2\\x80\\xAE'"));
  CHECK(search.screen.odd_bytes() == 0);
}

TEST_CASE("status: commands that write to the terminal find it free", "[terminal][status]") {
  const Place place;
  const Run run(place, {"dir", "one", "two", "-status", "-type", "f", "-exec", "sh", "-c",
                        "echo begin; sleep 0.12; echo \"$1\"", "sh", "{}", ";"});
  CHECK(run.status == 0);
  CHECK(count(run.bytes, "visited ") >= 3);
  std::string names = run.screen.text();
  CHECK(findo::support::sorted_lines(names) == "begin\nbegin\nbegin\nbegin\ndir/in1\ndir/in2\none\ntwo\n");
}

TEST_CASE("status: so do commands in batches, and prompts", "[terminal][status]") {
  const Place place;
  const Run batch(place,
                  {"one", "two", "-status", "-exec", "sleep", "0.12", ";", "-exec", "echo", "{}", "+"});
  CHECK(count(batch.bytes, "visited ") >= 1);
  CHECK(batch.screen.text() == "one two\n");

  Searching search(place, {"-status", "-ok", "true", ";", "-print"});
  search.give("one");
  CHECK(search.awaits("? "));
  std::this_thread::sleep_for(150ms);
  search.terminal.type("y\n");
  CHECK(search.awaits("visited"));
  search.give("two");
  CHECK(search.awaits("? "));
  search.terminal.type("n\n");
  CHECK(search.awaits("n"));
  search.terminal.send_signal(SIGTERM);
  search.ends();
  CHECK(search.screen.text() == "< true ... 'one' > ? y\none\n< true ... 'two' > ? n\n");
}

TEST_CASE("status: a line that is not complete is not written over", "[terminal][status]") {
  const Place place;
  const Run run(place, {"dir", "-status", "-printf", "x", "-exec", "sleep", "0.12", ";"});
  CHECK(run.bytes == "xxx");
}

TEST_CASE("status: it is drawn ten times a second at most, and not in a short search", "[terminal][status]") {
  const Place place;
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  std::vector<std::string> words(60, "one");
  words.insert(words.end(), {"-status", "-exec", "sleep", "0.02", ";"});
  const Run run(place, words);
  const auto tenths =
      std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count() / 100;
  CHECK(count(run.bytes, "visited ") >= 5);
  CHECK(count(run.bytes, "visited ") <= static_cast<std::size_t>(tenths));
  CHECK(run.screen.text().empty());
  CHECK(Run(place, {"-status", "-false"}).bytes.empty());
}

TEST_CASE("status: only a terminal that can erase gets it, and only on standard error",
          "[terminal][status]") {
  const Place place;
  const std::vector<std::string> slow{"one", "two", "-status", "-exec", "sleep", "0.12", ";"};
  CHECK(count(Run(place, slow).bytes, "visited ") >= 1);
  CHECK(Run(place, slow, {{"TERM", "dumb"}}).bytes.empty());
  CHECK(Run(place, slow, {{"TERM", ""}}).bytes.empty());
  const std::string command = std::string(FINDO_PROGRAM) + " one two -status -exec sleep 0.12 \\; ";
  const auto shell = [&](const std::string& redirections) {
    Terminal terminal({"sh", "-c", command + redirections}, place.path(), plain_environment(), {24, 80});
    return terminal.read_to_end();
  };
  CHECK(shell("2>/dev/null").empty());
  CHECK(count(shell(">/dev/null"), "visited ") >= 1);
}

TEST_CASE("status: in the background it is not shown", "[terminal][status]") {
  const Place place;
  const std::string command =
      "set -m; " + std::string(FINDO_PROGRAM) + " one two -status -exec sleep 0.12 \\; & wait $!; echo ended";
  Terminal terminal({"sh", "-c", command}, place.path(), plain_environment(), {24, 80});
  CHECK(terminal.read_to_end() == "ended\r\n");
}
