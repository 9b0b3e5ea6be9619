// What somebody at a terminal is told where nothing was found.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "shell/terminal.hpp"

namespace {

using findo::tests::Terminal;
namespace fs = std::filesystem;

/// A small tree, gone when the test is over.
class Place {
 public:
  Place() : top_(fs::temp_directory_path() / ("findo-empty-" + std::to_string(getpid()))) {
    fs::create_directories(top_ / "a/b");
    std::ofstream(top_ / "a/README.md").put('\n');
    fs::create_symlink(FINDO_PROGRAM, top_ / "find");
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() { fs::remove_all(top_); }
  std::string top() const { return top_; }

 private:
  fs::path top_;
};

/// What is to be seen of a command line for sh on a terminal.
std::string shown(const std::string& command) {
  const Place place;
  Terminal terminal({"sh", "-c", command + "; echo DO''NE"}, place.top(),
                    {{"LC_ALL", "C"}, {"FINDO", FINDO_PROGRAM}}, {});
  return terminal.read_until("DONE");
}

bool hints(const std::string& command) { return shown(command).find("nothing found") != std::string::npos; }

}  // namespace

TEST_CASE("empty result: names that differ in case alone are told", "[terminal][hint]") {
  CHECK_THAT(
      shown("\"$FINDO\" a -name 'readme*'"),
      Catch::Contains("findo: nothing found; 1 name matches but for upper and lower case (try -iname)"));
}

TEST_CASE("empty result: what was not entered, and what was left out, is counted", "[terminal][hint]") {
  CHECK_THAT(shown("\"$FINDO\" a -maxdepth 1 -name x"),
             Catch::Contains("1 directory was not entered (-maxdepth 1)"));
  CHECK_THAT(shown("\"$FINDO\" a -exclude -name 'R*' -name x"),
             Catch::Contains("1 entry was left out (-exclude)"));
  CHECK_THAT(shown("\"$FINDO\" none -name x"),
             Catch::Contains("1 error kept something from being looked at"));
}

TEST_CASE("empty result: another file system that -xdev keeps out is told", "[terminal][hint]") {
  const bool is_mounted = std::system("mountpoint -q /proc") == 0;
  if (!is_mounted) return;
  CHECK_THAT(shown("\"$FINDO\" / -xdev -maxdepth 1 -name no-such-name"),
             Catch::Contains("not entered (-maxdepth 1)"));
  CHECK_THAT(shown("\"$FINDO\" / -xdev -maxdepth 2 -path '/[!p]*' -prune -o -name no-such-name -print"),
             Catch::Contains("not entered (-xdev)"));
}

TEST_CASE("empty result: no word where something was found, or nothing was skipped", "[terminal][hint]") {
  CHECK_FALSE(hints("\"$FINDO\" a -iname 'readme*'"));
  CHECK_FALSE(hints("\"$FINDO\" a -maxdepth 1 -name b"));
  CHECK_FALSE(hints("\"$FINDO\" a -name none"));
  CHECK_FALSE(hints("\"$FINDO\" a -name 'README*' -exec true {} \\;"));
  CHECK_FALSE(hints("\"$FINDO\" a -name 'README*' -exec ./none {} \\;"));
  CHECK_FALSE(hints("\"$FINDO\" a -name 'README*' -delete --max-actions=0"));
}

TEST_CASE("empty result: no word into a pipe or a file, with -nowarn, or as find", "[terminal][hint]") {
  CHECK_FALSE(hints("\"$FINDO\" a -name 'readme*' | cat"));
  CHECK_FALSE(hints("\"$FINDO\" a -name 'readme*' 2>&1 | cat"));
  CHECK_FALSE(hints("\"$FINDO\" a -name 'readme*' >/dev/null"));
  CHECK_FALSE(hints("\"$FINDO\" a -name 'readme*' -nowarn"));
  CHECK_FALSE(hints("./find a -name 'readme*'"));
}
