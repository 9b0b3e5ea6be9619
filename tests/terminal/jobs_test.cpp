// Signals while commands run beside each other, on a pseudo-terminal.
#include <csignal>
#include <string>
#include <thread>

#include <catch2/catch.hpp>

#include "terminal/searching.hpp"

using findo::tests::Place;
using findo::tests::plain_environment;
using findo::tests::Screen;
using findo::tests::Terminal;
namespace support = findo::support;

namespace {

using namespace std::chrono_literals;

/// findo with two of these scripts at a time, one for each of the files `one` and `two`, which is $1.
Terminal two_at_a_time(const Place& place, const std::string& script) {
  return Terminal(
      {FINDO_PROGRAM, "-nowarn", "one", "two", "--jobs=2", "-each", "sh", "-c", script, "sh", "{}", ";"},
      place.path(), plain_environment(), {24, 80});
}

/// Whether the file comes into being within some seconds.
bool appears(const std::string& path) {
  for (int tries = 0; tries < 500; ++tries) {
    if (access(path.c_str(), F_OK) == 0) return true;
    std::this_thread::sleep_for(10ms);
  }
  return false;
}

}  // namespace

TEST_CASE("jobs: Ctrl-C reaches the commands, and ends the search at once", "[terminal][jobs]") {
  const Place place;
  // When findo has gone the terminal hangs up, which comes after what is looked for here.
  Terminal terminal =
      two_at_a_time(place, "trap '' HUP; trap ': >gone-$1; exit 1' INT; : >begun-$1; sleep 20 & wait");
  REQUIRE(appears(place.file("begun-one")));
  REQUIRE(appears(place.file("begun-two")));
  const auto start = std::chrono::steady_clock::now();
  terminal.type("\x03");
  (void)terminal.read_until_quiet(100ms);
  CHECK(terminal.wait_for_end() == 128 + SIGINT);
  CHECK(std::chrono::steady_clock::now() - start < 10s);
  CHECK(appears(place.file("gone-one")));
  CHECK(appears(place.file("gone-two")));
}

TEST_CASE("jobs: a signal for findo alone ends none of the commands", "[terminal][jobs]") {
  const Place place;
  Terminal terminal = two_at_a_time(place, "trap '' HUP; : >begun-$1; sleep 0.5; : >done-$1");
  REQUIRE(appears(place.file("begun-one")));
  REQUIRE(appears(place.file("begun-two")));
  terminal.send_signal(SIGTERM);
  CHECK(terminal.wait_for_end() == 128 + SIGTERM);
  CHECK(appears(place.file("done-one")));
  CHECK(appears(place.file("done-two")));
}

TEST_CASE("jobs: on a terminal both streams of a command come as they were written", "[terminal][jobs]") {
  const Place place;
  Terminal terminal = two_at_a_time(place, "[ $1 = one ] && sleep 0.1; echo a $1; echo b >&2; echo c");
  Screen screen{80};
  screen.show(terminal.read_to_end());
  CHECK(terminal.wait_for_end() == 0);
  CHECK(screen.text() == "a one\nb\nc\na two\nb\nc\n");
}
