// Warnings on a terminal: shown there without being asked for.

#include <cstdlib>
#include <filesystem>
#include <string>

#include <catch2/catch.hpp>

#include "shell/terminal.hpp"

namespace {

using findo::tests::Terminal;

/// What findo writes on a terminal that is its standard error alone, or its all.
std::string shown(const std::string& arguments) {
  const std::string command = "'" + std::string(FINDO_PROGRAM) + "' " + arguments + "; echo DO''NE";
  Terminal terminal({"sh", "-c", command}, std::filesystem::temp_directory_path(), {{"LC_ALL", "C"}}, {});
  return terminal.read_until("DONE");
}

bool warns(const std::string& arguments) { return shown(arguments).find(": warning: ") != std::string::npos; }

}  // namespace

TEST_CASE("warnings: shown on a terminal, whatever becomes of the output", "[shell][warnings]") {
  CHECK(warns("/ -maxdepth 0 -name a/b"));
  CHECK(warns("/ -maxdepth 0 -name a/b >/dev/null"));
  CHECK(warns("/ -maxdepth 0 -type f -type d"));
}

TEST_CASE("warnings: not shown where standard error is no terminal", "[shell][warnings]") {
  CHECK_FALSE(warns("/ -maxdepth 0 -name a/b 2>&1 | cat"));
  CHECK_FALSE(warns("/ -maxdepth 0 -type f -type d 2>&1 | cat"));
}

TEST_CASE("warnings: -nowarn silences them on a terminal, wherever it stands", "[shell][warnings]") {
  CHECK_FALSE(warns("/ -nowarn -maxdepth 0 -name a/b"));
  CHECK_FALSE(warns("/ -maxdepth 0 -name a/b -type f -type d -nowarn"));
}

TEST_CASE("warnings: none for what is plainly meant", "[shell][warnings]") {
  for (const char* sound :
       {"/ -maxdepth 0", "/ -maxdepth 0 -name .git -prune -o -print", "/ -maxdepth 0 -type d -empty",
        "/ -maxdepth 0 -name x -o -type d -print", "/ -maxdepth 0 ! -name '*.c' -size +1k -size -10M",
        "/ -maxdepth 0 -path '/*' -mtime -3 -mtime +1", "/ -maxdepth 0 \\( -name x -o -name y \\) -print0",
        "/ -maxdepth 0 -exec true {} \\; -o -true", "/ -maxdepth 0 -regex '.*/x' -links +1 -perm -u+x"}) {
    INFO(sound);
    CHECK_FALSE(warns(sound));
  }
}
