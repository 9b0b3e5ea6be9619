// The configuration file: read where a terminal shows the output, and nowhere else. And links, which it may
// ask for.
#include <catch2/catch.hpp>

#include "terminal/searching.hpp"

using findo::tests::Place;
using findo::tests::Terminal;

namespace {

constexpr const char* kColoured = "<di:dir>\r\n";
constexpr const char* kPlain = "dir\r\n";

/// What the shell line shows where `config` is the configuration. findo is in the place, also under `name`.
std::string shown(const std::string& config, const std::string& line, const char* name = "find",
                  const Terminal::Environment& more = {}) {
  const Place place;
  REQUIRE(symlink(FINDO_PROGRAM, place.file("findo").c_str()) == 0);
  REQUIRE(symlink(FINDO_PROGRAM, place.file(name).c_str()) == 0);
  mkdir(place.file("config").c_str(), 0755);
  mkdir(place.file("config/findo").c_str(), 0755);
  findo::support::write_file(place.file("config/findo/config"), config);
  Terminal::Environment environment{{"LC_ALL", "C"},   {"LS_COLORS", "lc=<:rc=\\::ec=>:di=di"},
                                    {"NO_COLOR", ""},  {"TERM", "xterm"},
                                    {"HOME", "/none"}, {"XDG_CONFIG_HOME", place.file("config")}};
  environment.insert(environment.end(), more.begin(), more.end());
  Terminal terminal({"sh", "-c", line}, place.path(), environment, {24, 80});
  std::string text = terminal.read_to_end();
  for (std::size_t at = text.find(place.path()); at != text.npos; at = text.find(place.path(), at)) {
    text.replace(at, place.path().size(), "PLACE");
  }
  return text;
}

const std::string kDirectory = "./findo dir -maxdepth 0";

}  // namespace

TEST_CASE("config: a terminal's findo reads it", "[terminal][config]") {
  CHECK(shown("", kDirectory) == kColoured);
  CHECK(shown("color = never\n", kDirectory) == kPlain);
}

TEST_CASE("config: what is on the command line counts for more", "[terminal][config]") {
  CHECK(shown("color = never\n", kDirectory + " --color=auto") == kColoured);
  CHECK(shown("color = never\n", kDirectory + " -color") == kColoured);
  CHECK(shown("color = always\n", kDirectory + " -nocolor") == kPlain);
}

TEST_CASE("config: --no-config does without it", "[terminal][config]") {
  CHECK(shown("color = never\n", kDirectory + " --no-config") == kColoured);
  CHECK(shown("nonsense\n", kDirectory + " --no-config") == kColoured);
}

TEST_CASE("config: scripts never see it, nor does find", "[terminal][config]") {
  CHECK(shown("color = always\n", kDirectory + " | cat") == kPlain);
  CHECK(shown("color = always\n", kDirectory + " >out; cat out") == kPlain);
  CHECK(shown("nonsense\n", "text=$(" + kDirectory + "); echo $text") == kPlain);
  CHECK(shown("nonsense\n", "./find dir -maxdepth 0") == kPlain);
}

TEST_CASE("config: a mistake in it is told with file, line and a way around", "[terminal][config]") {
  CHECK(shown("# mine\ncolour = never\n", kDirectory + "; echo $?") ==
        "findo: 'PLACE/config/findo/config': line 2: there is no setting 'colour', did you mean color?\r\n"
        "  --no-config does without it\r\n1\r\n");
}

TEST_CASE("config: notices do not need it", "[terminal][config]") {
  CHECK(shown("nonsense\n", "./findo --version >/dev/null; ./findo -version | cut -d' ' -f1") == "findo\r\n");
  CHECK_THAT(shown("nonsense\n", "./findo --version"), Catch::StartsWith("findo "));
}

TEST_CASE("config: it is below the home directory where nothing else is said", "[terminal][config]") {
  const std::string home = "mkdir -p home/.config; mv config/findo home/.config; HOME=$PWD/home ";
  CHECK(shown("color = never\n", home + "XDG_CONFIG_HOME= " + kDirectory) == kPlain);
  CHECK(shown("color = never\n", home + "XDG_CONFIG_HOME=home/.config " + kDirectory) == kPlain);
}

TEST_CASE("config: one that cannot be read is an error, one that is no file is none", "[terminal][config]") {
  CHECK(shown("", "rm config/findo/config; mkfifo config/findo/config; " + kDirectory) == kColoured);
  CHECK(shown("", "rm config/findo/config; ln -s config config/findo/config; " + kDirectory) ==
        "findo: 'PLACE/config/findo/config': Too many levels of symbolic links\r\n");
}

TEST_CASE("links: auto means on a terminal, but not on one that is dumb, and not as find",
          "[terminal][links]") {
  const auto linked = [](const std::string& text) { return text.find("\033]8;;file://") != text.npos; };
  CHECK(linked(shown("", "./findo dir -maxdepth 0 --hyperlink=auto")));
  CHECK_FALSE(linked(shown("", "./findo dir -maxdepth 0")));
  CHECK_FALSE(linked(shown("", "./findo dir -maxdepth 0 --hyperlink=auto | cat")));
  CHECK(linked(shown("", "./findo dir -maxdepth 0 --hyperlink=always | cat")));
  CHECK_FALSE(linked(shown("", "./findo dir -maxdepth 0 --hyperlink=auto", "find", {{"TERM", "dumb"}})));
  CHECK_FALSE(linked(shown("", "./find dir -maxdepth 0 --hyperlink=auto")));
}

TEST_CASE("links: the configuration may ask for them", "[terminal][links]") {
  const std::string text = shown("hyperlink = auto\ncolor = never\n", kDirectory);
  CHECK_THAT(text, Catch::EndsWith("PLACE/dir\033\\dir\033]8;;\033\\\r\n"));
  CHECK(shown("hyperlink = auto\ncolor = never\n", kDirectory + " --hyperlink=never") == kPlain);
  CHECK(shown("hyperlink = auto\ncolor = never\n", kDirectory + " -print0") == std::string("dir\0", 4));
}
