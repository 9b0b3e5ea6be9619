// The completions, exercised in a real bash and a real zsh: words are typed, tab is pressed, the screen is
// read.

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
using namespace std::chrono_literals;

/// A place with findo in its PATH and one file, gone when the test is over.
class Place {
 public:
  Place() : top_(fs::temp_directory_path() / ("findo-completion-" + std::to_string(getpid()))) {
    fs::create_directories(top_ / "bin");
    fs::create_directories(top_ / "files");
    fs::create_directories(top_ / "functions");
    std::ofstream(top_ / "files/reference-file").put('\n');
    fs::create_symlink(FINDO_PROGRAM, top_ / "bin/findo");
    fs::create_symlink(fs::path(FINDO_COMPLETIONS) / "_findo", top_ / "functions/_findo");
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() { fs::remove_all(top_); }

  std::string files() const { return top_ / "files"; }
  std::string functions() const { return top_ / "functions"; }
  std::string path() const { return (top_ / "bin").string() + ':' + std::getenv("PATH"); }

 private:
  fs::path top_;
};

/// An interactive shell that has the completions loaded.
class Shell {
 public:
  explicit Shell(const std::string& name)
      : terminal_(name == "bash" ? std::vector<std::string>{"bash", "--norc", "--noprofile", "-i"}
                                 : std::vector<std::string>{"zsh", "-f", "-i"},
                  place_.files(), {{"PATH", place_.path()}, {"TERM", "dumb"}, {"LC_ALL", "C"}}, {}) {
    const std::string load =
        name == "bash" ? "bind 'set bell-style none'; bind 'set page-completions off'; "
                         "bind 'set completion-query-items 0'; bind 'set show-all-if-ambiguous on'; . '" +
                             std::string(FINDO_COMPLETIONS) + "/findo.bash'"
                       : "unsetopt beep; LISTMAX=1000; fpath=('" + place_.functions() +
                             "' $fpath); autoload -Uz compinit; compinit -u -D";
    terminal_.type(load + "; PS1='READ''Y> '\n");
    ready_ = terminal_.read_until("READY> ").find("READY> ") != std::string::npos;
  }

  bool is_ready() const { return ready_; }

  /// What the screen shows after the words and two tabs, up to and with `wanted` if that ever comes.
  std::string completed(const std::string& words, const std::string& wanted) {
    terminal_.type(words);
    std::string screen = terminal_.read_until(words.substr(words.rfind(' ') + 1));
    screen.clear();  // the echo of what was typed is no completion
    terminal_.type("\t\t");
    screen = terminal_.read_until(wanted, 4s);
    terminal_.read_until_quiet(100ms);
    terminal_.type("\x15\n");  // forget the line
    terminal_.read_until("READY> ");
    return screen;
  }

 private:
  Place place_;
  Terminal terminal_;
  bool ready_ = false;
};

struct Case {
  const char* typed;
  const char* wanted;
};

constexpr Case kCases[] = {
    {"findo . -ina", "me"},
    {"findo . -m", "-mtime"},
    {"findo . -new", "-newer"},
    {"findo . -delet", "e"},
    {"findo . -type ", " s"},
    {"findo . -xtype f,", "d"},
    {"findo . -user roo", "t"},
    {"findo . -group roo", "t"},
    {"findo . -regextype posix-e", "posix-extended"},
    {"findo . -regextype gnu", "-awk"},
    {"findo . -fstype pro", "c"},
    {"findo . -newer refer", "ence-file"},
    {"findo . -newermm refer", "ence-file"},
    {"findo . -samefile refer", "ence-file"},
    {"findo refer", "ence-file"},
    {"findo . -exec basenam", "e"},
    {"findo . -exec basename refer", "ence-file"},
    {"findo . -each basenam", "e"},
    {"findo . -each basename refer", "ence-file"},
    {"findo . -eac", "h"},
    {"findo --halt=so", "on"},
    {"findo --order=", "any"},
    {"findo . -exec true {} + -mind", "epth"},
    {"findo . -fprint refer", "ence-file"},
    {"findo . -exclu", "de"},
    {"findo . -S id", "s"},
    {"findo -D sear", "ch"},
    {"findo -f refer", "ence-file"},
    {"findo . -depth -prun", "e"},
    {"findo --vers", "ion"},
    {"findo --stat", "us"},
    {"findo --color=al", "ways"},
    {"findo --color=", "never"},
    {"findo . -nocol", "or"},
    {"findo . -ignor", "ed"},
    {"findo --ig", "nore"},
    {"findo --ignore=v", "cs"},
    {"findo --ignore vc", "s"},
    {"findo --ignore-file=refer", "ence-file"},
    {"findo --ignore-file refer", "ence-file"},
    {"findo --skip=rem", "ote"},
    {"findo --skip=remote,pse", "udo"},
    {"findo --skip remote,hid", "den"},
    {"findo --summary=ow", "ner"},
    {"findo --exit-status=ma", "tch"},
    {"findo --hyperlink=al", "ways"},
    {"findo --errors=refer", "ence-file"},
    {"findo --no-con", "fig"},
    {"findo . -csv targ", "et"},
    {"findo . -table path,mti", "me"},
    {"findo . -fjson refer", "ence-file"},
};

void check_all(const std::string& name) {
  Shell shell(name);
  REQUIRE(shell.is_ready());
  for (const Case& each : kCases) {
    INFO(each.typed);
    CHECK_THAT(shell.completed(each.typed, each.wanted), Catch::Contains(each.wanted));
  }
}

}  // namespace

TEST_CASE("completion: bash completes primaries and their operands", "[shell][completion]") {
  check_all("bash");
}

TEST_CASE("completion: zsh completes primaries and their operands", "[shell][completion]") {
  check_all("zsh");
}

// To bash a semicolon begins another command, however it is quoted, so there it cannot be tried.
TEST_CASE("completion: zsh completes primaries behind the end of a command", "[shell][completion]") {
  Shell shell("zsh");
  REQUIRE(shell.is_ready());
  CHECK_THAT(shell.completed("findo . -exec true \\; -mind", "epth"), Catch::Contains("epth"));
}

TEST_CASE("completion: zsh says what each primary is for", "[shell][completion]") {
  Shell shell("zsh");
  REQUIRE(shell.is_ready());
  CHECK_THAT(shell.completed("findo . -i", "matches the shell pattern"),
             Catch::Contains("inode number") || Catch::Contains("without regard to case"));
}
