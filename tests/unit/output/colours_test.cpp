#include "output/colours.hpp"

#include <catch2/catch.hpp>

using findo::files::Fact;
using findo::files::FactSet;
using findo::files::FileType;
using findo::output::Colours;
using findo::output::make_default_colour_settings;
using findo::output::parse_colours;
using findo::output::Sight;

namespace {

/// Codes without anything around them, so that a colour is its code.
Colours bare(const std::string& rules) {
  auto colours = parse_colours(("lc=:rc=:" + rules).c_str(), nullptr);
  if (!colours) FAIL(colours.error().message);
  return std::move(*colours);
}

std::string code(const std::string* colour) { return colour ? *colour : "none"; }

std::string code(const std::string& rules, const Sight& sight, std::string_view name = "name") {
  const Colours colours = bare(rules);
  return code(colours.colour_of(sight, name));
}

constexpr FileType kFile = FileType::regular;
constexpr FileType kDirectory = FileType::directory;
constexpr FileType kLink = FileType::symbolic_link;

}  // namespace

TEST_CASE("colours: with no variable set the built-in codes hold", "[output][colours]") {
  const auto colours = parse_colours(nullptr, nullptr);
  REQUIRE(colours);
  const auto built_in = [&](FileType type, mode_t permissions = 0) {
    return code(colours->colour_of({.type = type, .permissions = permissions}, "name.tar"));
  };
  CHECK(built_in(kFile) == "none");
  CHECK(built_in(kFile, 0111) == "\033[01;32m");
  CHECK(built_in(kFile, 04000) == "\033[37;41m");
  CHECK(built_in(kFile, 02000) == "\033[30;43m");
  CHECK(built_in(kDirectory) == "\033[01;34m");
  CHECK(built_in(kDirectory, 01002) == "\033[30;42m");
  CHECK(built_in(kDirectory, 0002) == "\033[34;42m");
  CHECK(built_in(kDirectory, 01000) == "\033[37;44m");
  CHECK(built_in(kLink) == "\033[01;36m");
  CHECK(built_in(FileType::fifo) == "\033[33m");
  CHECK(built_in(FileType::socket) == "\033[01;35m");
  CHECK(built_in(FileType::door) == "\033[01;35m");
  CHECK(built_in(FileType::block_device) == "\033[01;33m");
  CHECK(built_in(FileType::character_device) == "\033[01;33m");
  CHECK(colours->missing_colour() == nullptr);
  CHECK(colours->end() == "\033[0m");
}

TEST_CASE("colours: LSCOLORS serves only where LS_COLORS is unset or empty", "[output][colours]") {
  const auto directory = [](const char* ls_colors, const char* bsd_lscolors) {
    const auto colours = parse_colours(ls_colors, bsd_lscolors);
    return colours ? code(colours->directory_part_colour()) : std::string(colours.error().variable);
  };
  CHECK(directory("di=7", "cxfx") == "\033[7m");
  CHECK(directory(nullptr, "cxfx") == "\033[32m");
  CHECK(directory("", "cxfx") == "\033[32m");
  CHECK(directory("", "") == "\033[01;34m");
  CHECK(directory("di", "cxfx") == "LS_COLORS");
  CHECK(directory(nullptr, "?") == "LSCOLORS");
  CHECK(directory("di=7", "?") == "\033[7m");
}

TEST_CASE("colours: a regular file has the colour of the first rule that applies", "[output][colours]") {
  const std::string all = "su=1:sg=2:ca=3:ex=4:mh=5:*.c=6:fi=7:no=8";
  const Sight everything{kFile, 06111, 2, true, false};
  const char* const keys[] = {"su", "sg", "ca", "ex", "mh"};
  CHECK(code(all, everything, "a.c") == "1");
  std::string rules = all;
  for (int i = 0; i < 5; ++i) {
    rules += std::string(":") + keys[i] + "=0";  // the next rule is tried
    CHECK(code(rules, everything, "a.c") == std::to_string(i + 2));
  }
  CHECK(code(rules, everything, "a.h") == "7");
  CHECK(code(rules + ":fi=00", everything, "a.h") == "8");
  CHECK(code(rules + ":fi=:no=0", everything, "a.h") == "none");
}

TEST_CASE("colours: a rule for a regular file applies only where it is true of it", "[output][colours]") {
  const std::string rules = "su=1:sg=2:ca=3:ex=4:mh=5:fi=7";
  CHECK(code(rules, {.type = kFile, .permissions = 0666}) == "7");
  CHECK(code(rules, {.type = kFile, .permissions = 01666}) == "7");
  CHECK(code(rules, {.type = kFile, .permissions = 04000}) == "1");
  CHECK(code(rules, {.type = kFile, .permissions = 02000}) == "2");
  CHECK(code(rules, {.type = kFile, .has_capabilities = true}) == "3");
  CHECK(code(rules, {.type = kFile, .permissions = 0100}) == "4");
  CHECK(code(rules, {.type = kFile, .permissions = 0010}) == "4");
  CHECK(code(rules, {.type = kFile, .permissions = 0001}) == "4");
  CHECK(code(rules, {.type = kFile, .links = 2}) == "5");
}

TEST_CASE("colours: suffixes are for regular files only", "[output][colours]") {
  for (const FileType type : {kDirectory, kLink, FileType::fifo}) {
    CHECK(code("di=1:ln=1:pi=1:*.c=6", {.type = type}, "a.c") == "1");
    CHECK(code("di=0:ln=0:pi=0:*.c=6", {.type = type}, "a.c") == "none");
  }
}

TEST_CASE("colours: a directory has the colour of the first rule that applies", "[output][colours]") {
  const Sight both{.type = kDirectory, .permissions = 01777};
  CHECK(code("tw=1:ow=2:st=3:di=4:no=5", both) == "1");
  CHECK(code("tw=0:ow=2:st=3:di=4:no=5", both) == "2");
  CHECK(code("tw=0:ow=0:st=3:di=4:no=5", both) == "3");
  CHECK(code("tw=0:ow=0:st=0:di=4:no=5", both) == "4");
  CHECK(code("tw=0:ow=0:st=0:di=0:no=5", both) == "5");
  CHECK(code("tw=1:ow=2:st=3:di=4", {.type = kDirectory, .permissions = 0757}) == "2");
  CHECK(code("tw=1:ow=2:st=3:di=4", {.type = kDirectory, .permissions = 01775}) == "3");
  CHECK(code("tw=1:ow=2:st=3:di=4", {.type = kDirectory, .permissions = 06775}) == "4");
}

TEST_CASE("colours: a link that leads nowhere is an orphan, where orphans have a colour",
          "[output][colours]") {
  const Sight broken{.type = kLink, .leads_nowhere = true};
  CHECK(code("ln=1:or=2:mi=3", broken) == "2");
  CHECK(code("ln=1:or=0:mi=3", broken) == "1");
  CHECK(code("ln=1", broken) == "1");
  CHECK(code("ln=0:or=0:no=4", broken) == "4");
  CHECK(code("ln=1:or=2", {.type = kLink}) == "1");
  CHECK(code("ln=target:or=2", broken) == "2");
  CHECK(code("ln=target", broken) == "none");
  CHECK(code("ln=target:no=4", broken) == "4");
}

TEST_CASE("colours: every other type has a key, or the colour of anything", "[output][colours]") {
  const std::string rules = "pi=1:so=2:do=3:bd=4:cd=5:no=6";
  CHECK(code(rules, {.type = FileType::fifo}) == "1");
  CHECK(code(rules, {.type = FileType::socket}) == "2");
  CHECK(code(rules, {.type = FileType::door}) == "3");
  CHECK(code(rules, {.type = FileType::block_device}) == "4");
  CHECK(code(rules, {.type = FileType::character_device}) == "5");
  CHECK(code(rules, {.type = FileType::whiteout}) == "6");
  CHECK(code(rules, {.type = FileType::unknown}) == "6");
  CHECK(code(rules + ":pi=0", {.type = FileType::fifo}) == "6");
}

TEST_CASE("colours: directories on the way have the colour of directories or none", "[output][colours]") {
  CHECK(code(bare("di=1:no=2").directory_part_colour()) == "1");
  CHECK(code(bare("di=0:no=2").directory_part_colour()) == "none");
}

TEST_CASE("colours: what is missing has the colour of missing files, else of orphans", "[output][colours]") {
  CHECK(code(bare("mi=1:or=2:no=3").missing_colour()) == "1");
  CHECK(code(bare("mi=0:or=2:no=3").missing_colour()) == "2");
  CHECK(code(bare("or=0:no=3").missing_colour()) == "none");
}

TEST_CASE("colours: a colour is its code in brackets, and ends by ec, else by rs in brackets",
          "[output][colours]") {
  const auto brackets = [](const char* rules) {
    const auto colours = parse_colours(rules, nullptr);
    return code(colours->directory_part_colour()) + "|" + colours->end();
  };
  CHECK(brackets("di=1") == "\033[1m|\033[0m");
  CHECK(brackets("lc=<:rc=>:di=1") == "<1>|<0>");
  CHECK(brackets("di=1:rc=>:rs=:lc=<") == "<1>|<>");
  CHECK(brackets("lc=<:rc=>:di=1:ec=end:rs=9") == "<1>|end");
  CHECK(brackets("lc=<:rc=>:di=1:ec=:rs=9") == "<1>|");
  CHECK(brackets("*.c=0:lc=<:rc=>:di=1") == "<1>|<0>");
}

TEST_CASE("colours: a zero suffix is a colour of its own", "[output][colours]") {
  CHECK(code("*.c=0:fi=1", {.type = kFile}, "a.c") == "0");
  CHECK(code("*.c=:fi=1", {.type = kFile}, "a.c") == "");
}

TEST_CASE("colours: nothing but the type is needed where the keys that want more are off",
          "[output][colours]") {
  const std::string off = "su=0:sg=0:ex=0:tw=0:ow=0:st=0:";
  const Colours plain = bare(off + "fi=1:di=2:ln=3:mi=4:*.c=5:pi=6");
  for (const FileType type : {kFile, kDirectory, kLink, FileType::fifo, FileType::socket}) {
    const auto needs = plain.needs(type);
    CHECK(needs.facts == FactSet());
    CHECK_FALSE(needs.capabilities);
    CHECK_FALSE(needs.link_end);
  }
  CHECK(plain.needs(FileType::unknown).facts == FactSet(Fact::type));
}

TEST_CASE("colours: each key asks for what it depends on, of its own type only", "[output][colours]") {
  const std::string off = "su=0:sg=0:ex=0:tw=0:ow=0:st=0:";
  for (const char* key : {"su=1", "sg=1", "ex=1"}) {
    CHECK(bare(off + key).needs(kFile).facts == FactSet(Fact::mode));
    CHECK(bare(off + key).needs(kDirectory).facts == FactSet());
  }
  for (const char* key : {"tw=1", "ow=1", "st=1"}) {
    CHECK(bare(off + key).needs(kDirectory).facts == FactSet(Fact::mode));
    CHECK(bare(off + key).needs(kFile).facts == FactSet());
  }
  CHECK(bare(off + "mh=1").needs(kFile).facts == FactSet(Fact::links));
  CHECK(bare("mh=1").needs(kFile).facts == (Fact::links | Fact::mode));
  CHECK(bare(off + "ca=1").needs(kFile).capabilities);
  CHECK(bare(off + "or=1").needs(kLink).link_end);
  CHECK(bare(off + "or=1").needs(kLink).facts == FactSet(Fact::type));
  CHECK(bare(off + "ln=target").needs(kLink).facts == FactSet(Fact::type));
  const auto target = bare(off + "ln=target:ca=1:mh=1:st=1").needs(kLink);
  CHECK(target.facts == (Fact::type | Fact::mode | Fact::links));
  CHECK(target.capabilities);
  CHECK(target.link_end);
  CHECK(bare("mh=1").needs(FileType::unknown).facts == (Fact::type | Fact::links | Fact::mode));
}

TEST_CASE("colours: capabilities are asked for where nothing comes before them", "[output][colours]") {
  const Colours colours = bare("ca=1:sg=0");
  CHECK(colours.asks_capabilities({.type = kFile, .permissions = 0755}));
  CHECK_FALSE(colours.asks_capabilities({.type = kFile, .permissions = 04755}));
  CHECK(colours.asks_capabilities({.type = kFile, .permissions = 02755}));
  CHECK_FALSE(colours.asks_capabilities({.type = kDirectory, .permissions = 0755}));
  CHECK_FALSE(bare("ca=0").asks_capabilities({.type = kFile}));
}
