// What a configuration file may say, and how mistakes in it are told.
#include "cli/config.hpp"

#include <catch2/catch.hpp>

#include "support/random.hpp"

using findo::cli::ColourWish;
using findo::cli::parse_config;

namespace {

std::string error_of(std::string_view text) {
  const auto options = parse_config(text);
  return options ? "" : options.error();
}

}  // namespace

TEST_CASE("config: settings are options", "[cli][config]") {
  const auto options = parse_config("# mine\n\ncolor = never\nhyperlink=auto # links\nstatus = true\n");
  REQUIRE(options);
  CHECK(options->colour.wish == ColourWish::never);
  CHECK(options->hyperlinks == ColourWish::automatic);
  CHECK(options->show_status);
}

TEST_CASE("config: an empty one says nothing, and a switch may be off", "[cli][config]") {
  for (const char* text : {"", "\n\n# nothing\n", "status = false\n"}) {
    const auto options = parse_config(text);
    REQUIRE(options);
    CHECK(options->colour.wish == ColourWish::automatic);
    CHECK(options->hyperlinks == ColourWish::never);
    CHECK_FALSE(options->show_status);
  }
}

TEST_CASE("config: what is left out may be said once and for all", "[cli][config]") {
  const auto options = parse_config("ignore = vcs\nskip = remote,pseudo\n");
  REQUIRE(options);
  CHECK(options->ignores_vcs);
  CHECK((options->skipped.remote && options->skipped.pseudo));
  CHECK_FALSE((options->skipped.hidden || options->skipped.vcs));
}

TEST_CASE("config: a value may be in quotes", "[cli][config]") {
  const auto options = parse_config("color = \"always\"");
  REQUIRE(options);
  CHECK(options->colour.wish == ColourWish::always);
}

TEST_CASE("config: mistakes are told with their line", "[cli][config]") {
  CHECK(error_of("color = never\nhyperlinks = auto") ==
        "line 2: there is no setting 'hyperlinks', did you mean hyperlink?");
  CHECK(error_of("\n\n  color = nevr # x\n") == "line 3: --color takes auto, always or never");
  CHECK(error_of("status = maybe") == "line 1: 'status' is true or false");
  CHECK(error_of("color = never\n[more]\nstatus = true\n") == "line 2: there are no sections here");
  CHECK(error_of("color = always\ncolor = never") == "line 1: --color takes auto, always or never");
}

TEST_CASE("config: options that do something cannot be settings", "[cli][config]") {
  for (const char* name : {"undo", "runs", "overwrite", "help", "version", "errors", "exit-status", "reader",
                           "summary", "no-config", "list"}) {
    CHECK(error_of(std::string(name) + " = true").starts_with("line 1: there is no setting"));
  }
}

TEST_CASE("config: whatever the bytes, it is read or refused with a sentence", "[cli][config]") {
  constexpr std::string_view kPieces[] = {"[",    "]",  "[[",    "=",    "\"",     "'",     "#",
                                          ";",    ",",  ".",     " ",    "\t",     "\r",    "\n",
                                          "\n",   "\n", "\\",    "-",    "x",      "\xff",  "color",
                                          "auto", "::", "never", "true", "status", "false", "hyperlink"};
  findo::support::Random random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::size_t left = random.below(20); left > 0; --left) text += random.pick(kPieces);
    INFO(text);
    const auto options = parse_config(text);
    CHECK((options || !options.error().empty()));
  }
  CHECK(parse_config("[default]\ncolor=never"));
}
