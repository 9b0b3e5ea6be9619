// Expectations about LS_COLORS are what GNU ls 9.1 and bfs 2.6 do, where they agree.
#include "output/colour_text.hpp"

#include <catch2/catch.hpp>

using findo::output::ColourError;
using findo::output::ColourKey;
using findo::output::ColourSettings;
using findo::output::kColourKeyNames;
using findo::output::kColourKeys;
using findo::output::make_default_colour_settings;
using findo::output::parse_bsd_lscolors;
using findo::output::parse_ls_colors;

namespace {

ColourSettings read(std::string_view text) {
  auto settings = parse_ls_colors(text);
  if (!settings) FAIL(settings.error().message << " in " << text);
  return std::move(*settings);
}

std::string shown(const std::optional<std::string>& code) { return code.value_or("off"); }

std::string directory_code(std::string_view text) { return shown(read(text)[ColourKey::directory]); }

/// The message of a failure with the bytes that it points at.
std::string complaint(const ColourError& error, std::string_view text) {
  return std::string(error.variable) + ": " + error.message + " [" +
         std::string(text.substr(error.offset, error.length)) + "] at " + std::to_string(error.offset);
}

std::string refusal(std::string_view text) {
  const auto settings = parse_ls_colors(text);
  return settings ? "none" : complaint(settings.error(), text);
}

std::string bsd_codes(std::string_view text) {
  const auto settings = parse_bsd_lscolors(text);
  if (!settings) return complaint(settings.error(), text);
  std::string codes;
  for (const char* name : {"di", "ln", "so", "pi", "ex", "bd", "cd", "su", "sg", "tw", "ow"}) {
    const auto* const key = std::find(std::begin(kColourKeyNames), std::end(kColourKeyNames), name);
    codes += std::string(name) + '=' +
             shown(settings->codes[static_cast<std::size_t>(key - std::begin(kColourKeyNames))]) + ' ';
  }
  codes.pop_back();
  return codes;
}

}  // namespace

TEST_CASE("LS_COLORS: every key sets its own code and no other", "[output][colours]") {
  const ColourSettings before = make_default_colour_settings();
  for (std::size_t key = 0; key < kColourKeys; ++key) {
    const std::string name(kColourKeyNames[key]);
    INFO(name);
    ColourSettings expected = before;
    expected.codes[key] = "7;7";
    CHECK(read(name + "=7;7").codes == expected.codes);
  }
}

TEST_CASE("LS_COLORS: the later of two rules for a key wins", "[output][colours]") {
  CHECK(directory_code("di=1:di=2") == "2");
  CHECK(directory_code("di=1:di=0") == "off");
  CHECK(directory_code("di=0:di=1") == "1");
}

TEST_CASE("LS_COLORS: zeros or nothing take the colour from a kind of file", "[output][colours]") {
  for (const char* text : {"di=", "di=0", "di=00", "di=000", "di=\\060"}) {
    INFO(text);
    CHECK(directory_code(text) == "off");
  }
  CHECK(directory_code("di=01") == "01");
  CHECK(directory_code("di=0;0") == "0;0");
}

TEST_CASE("LS_COLORS: zeros and nothing are codes like others around a text and for suffixes",
          "[output][colours]") {
  const ColourSettings settings = read("lc=:rc=0:ec=:rs=:*.c=0:*.d=");
  CHECK(settings[ColourKey::left] == "");
  CHECK(settings[ColourKey::right] == "0");
  CHECK(settings[ColourKey::end] == "");
  CHECK(settings[ColourKey::reset] == "");
  REQUIRE(settings.suffixes.size() == 2);
  CHECK(settings.suffixes[0].code == "0");
  CHECK(settings.suffixes[1].code == "");
}

TEST_CASE("LS_COLORS: empty rules are skipped", "[output][colours]") {
  CHECK(directory_code("::di=1::fi=2:") == "1");
  CHECK(read("").codes == make_default_colour_settings().codes);
}

TEST_CASE("LS_COLORS: escapes stand for bytes", "[output][colours]") {
  CHECK(directory_code("di=\\a\\b\\e\\f\\n\\r\\t\\v\\?\\_") == "\a\b\033\f\n\r\t\v\177 ");
  CHECK(directory_code("di=\\101\\x42\\X43z") == "ABCz");
  CHECK(directory_code("di=\\1z") == "\001z");
  CHECK(directory_code("di=^A^a^[^_^?^~") == "\001\001\033\037\177\036");
  CHECK(directory_code("di=\\\\\\^\\:\\=\\q") == "\\^:=q");
  CHECK(directory_code("di=a=b") == "a=b");
}

TEST_CASE("LS_COLORS: a number of any length keeps its lowest eight bits", "[output][colours]") {
  CHECK(directory_code("di=\\1234") == "\x9C");
  CHECK(directory_code("di=\\x414") == "\x14");
  CHECK(directory_code("di=\\xg") == std::string("\0g", 2));
  CHECK(directory_code("di=1\\0") == std::string("1\0", 2));
}

TEST_CASE("LS_COLORS: a suffix is what stands between the star and an equals sign", "[output][colours]") {
  const ColourSettings settings = read("*.c=1:*=2:*a\\=b\\:c=3=4:*.\\x63=5");
  REQUIRE(settings.suffixes.size() == 4);
  CHECK(settings.suffixes[0].suffix == ".c");
  CHECK(settings.suffixes[1].suffix == "");
  CHECK(settings.suffixes[2].suffix == "a=b:c");
  CHECK(settings.suffixes[2].code == "3=4");
  CHECK(settings.suffixes[3].suffix == ".c");
}

TEST_CASE("LS_COLORS: a key of two letters that nobody knows is skipped", "[output][colours]") {
  CHECK(directory_code("cl=\\e[K:zz=9:di=1") == "1");
}

TEST_CASE("LS_COLORS: what is malformed is pointed at", "[output][colours]") {
  const std::string key = "LS_COLORS: two letters and \"=\" must begin a rule ";
  CHECK(refusal("di") == key + "[di] at 0");
  CHECK(refusal("fi=1:d") == key + "[d] at 5");
  CHECK(refusal("d=1") == key + "[d=1] at 0");
  CHECK(refusal("di:fi=1") == key + "[di] at 0");
  CHECK(refusal("fi=1:dir=1:ln=2") == key + "[dir=1] at 5");
  CHECK(refusal("=1") == key + "[=1] at 0");
  CHECK(refusal("1;=1") == key + "[1;=1] at 0");
  const std::string suffix = "LS_COLORS: \"=\" must follow a suffix ";
  CHECK(refusal("*") == suffix + "[*] at 0");
  CHECK(refusal("di=1:*.c:fi=2") == suffix + "[*.c] at 5");
  const std::string backslash = "LS_COLORS: a backslash must not be the last byte ";
  CHECK(refusal("di=\\") == backslash + "[\\] at 3");
  CHECK(refusal("*.c\\") == backslash + "[\\] at 3");
  const std::string control = "LS_COLORS: \"^\" must stand before one of @ to ~, or ? ";
  CHECK(refusal("di=1^") == control + "[^] at 4");
  CHECK(refusal("di=^1") == control + "[^1] at 3");
  CHECK(refusal("di=^:fi=1") == control + "[^:] at 3");
}

TEST_CASE("LSCOLORS: letters are colours, capitals are bold and underlined", "[output][colours]") {
  CHECK(bsd_codes("exfxcxdxbxegedabagacad") ==
        "di=34 ln=35 so=32 pi=33 ex=31 bd=34;46 cd=34;43 su=30;41 sg=30;46 tw=30;42 ow=30;43");
  CHECK(bsd_codes("ExXxXXxxxXhHAa07x6aXxA") ==
        "di=1;34 ln=1 so=1;4 pi=off ex=4 bd=37;4;47 cd=1;30;40 su=30;47 sg=46 tw=30;4 ow=4;40");
}

TEST_CASE("LSCOLORS: a short value leaves the rest to the system", "[output][colours]") {
  CHECK(bsd_codes("gxbx") ==
        "di=36 ln=31 so=32 pi=33 ex=31 bd=34;46 cd=34;43 su=30;41 sg=30;46 tw=30;42 ow=30;43");
}

TEST_CASE("LSCOLORS: what is behind the eleven kinds is not looked at", "[output][colours]") {
  CHECK(bsd_codes("exfxcxdxbxegedabagacad?") == bsd_codes("exfxcxdxbxegedabagacad"));
}

TEST_CASE("LSCOLORS: kinds that it does not know keep the built-in codes", "[output][colours]") {
  const auto settings = parse_bsd_lscolors("exfxcxdxbxegedabagacad");
  REQUIRE(settings);
  CHECK((*settings)[ColourKey::sticky] == "37;44");
  CHECK((*settings)[ColourKey::left] == "\033[");
}

TEST_CASE("LSCOLORS: what is malformed is pointed at", "[output][colours]") {
  CHECK(bsd_codes("exf") == "LSCOLORS: a letter for the background is missing [f] at 2");
  CHECK(bsd_codes("exix") == "LSCOLORS: a colour is one of a to h, A to H, x and X [ix] at 2");
  CHECK(bsd_codes("e8") == "LSCOLORS: a colour is one of a to h, A to H, x and X [e8] at 0");
}
