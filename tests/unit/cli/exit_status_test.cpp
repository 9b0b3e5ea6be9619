#include "cli/exit_status.hpp"

#include <vector>

#include <catch2/catch.hpp>

using findo::cli::exit_status_of;
using findo::cli::exit_status_of_mistake;

TEST_CASE("exit status: any failure makes it 1", "[cli][exit]") {
  CHECK(exit_status_of({}) == 0);
  CHECK(exit_status_of({.failures = 1}) == 1);
  CHECK(exit_status_of({.unwritten = 1}) == 1);
  CHECK(exit_status_of({.has_matched = true}) == 0);
}

TEST_CASE("exit status: -exit has the last word unless only the output has failed", "[cli][exit]") {
  CHECK(exit_status_of({.told = 7}) == 7);
  CHECK(exit_status_of({.told = 0, .failures = 1}) == 0);
  CHECK(exit_status_of({.told = 0, .failures = 1, .unwritten = 1}) == 0);
  CHECK(exit_status_of({.told = 0, .unwritten = 1}) == 1);
  CHECK(exit_status_of({.told = 7, .asks_for_matches = true}) == 7);
}

TEST_CASE("exit status: asked for matches it is an answer, or 2", "[cli][exit]") {
  CHECK(exit_status_of({.asks_for_matches = true}) == 1);
  CHECK(exit_status_of({.asks_for_matches = true, .has_matched = true}) == 0);
  CHECK(exit_status_of({.failures = 1, .asks_for_matches = true}) == 2);
  CHECK(exit_status_of({.failures = 1, .asks_for_matches = true, .has_matched = true}) == 2);
  CHECK(exit_status_of({.unwritten = 1, .asks_for_matches = true, .has_matched = true}) == 2);
}

TEST_CASE("exit status: -q forgives what failed before the first match", "[cli][exit]") {
  CHECK(exit_status_of({.ends_at_match = true}) == 1);
  CHECK(exit_status_of({.failures = 1, .ends_at_match = true}) == 2);
  CHECK(exit_status_of({.failures = 1, .ends_at_match = true, .has_matched = true}) == 0);
  CHECK(exit_status_of({.unwritten = 1, .ends_at_match = true, .has_matched = true}) == 2);
}

TEST_CASE("exit status: a mistake is no answer", "[cli][exit]") {
  const auto status = [](std::vector<const char*> argv) { return exit_status_of_mistake(argv); };
  CHECK(status({"findo", "-nmae"}) == 1);
  CHECK(status({"findo", "-nmae", "--exit-status=match"}) == 2);
  CHECK(status({"findo", "--exit-status", "match"}) == 2);
  CHECK(status({"findo", "--exit-status"}) == 1);
  CHECK(status({"findo", "--exit-status=errors"}) == 1);
}
