// The completions, exercised in a real bash, a real zsh and a real fish: words are typed, tab is pressed, the
// screen is read.

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
    fs::create_directories(top_ / "files/directory");
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

/// How each shell is started, and made to show completions and nothing else.
std::vector<std::string> start_of(const std::string& name) {
  if (name == "bash") return {"bash", "--norc", "--noprofile", "-i"};
  if (name == "zsh") return {"zsh", "-f", "-i"};
  return {"fish", "--no-config", "-i"};
}

std::string setting_up(const std::string& name, const Place& place) {
  const std::string scripts = FINDO_COMPLETIONS;
  if (name == "bash") {
    return "bind 'set bell-style none'; bind 'set page-completions off'; bind 'set completion-query-items "
           "0'; "
           "bind 'set show-all-if-ambiguous on'; . '" +
           scripts + "/findo.bash'; PS1='READ''Y> '";
  }
  if (name == "zsh") {
    return "unsetopt beep; LISTMAX=1000; fpath=('" + place.functions() +
           "' $fpath); autoload -Uz compinit; compinit -u -D; PS1='READ''Y> '";
  }
  return "set -g fish_autosuggestion_enabled 0; source '" + scripts +
         "/findo.fish'; function fish_prompt; echo -n 'READ''Y> '; end";
}

/// An interactive shell that has the completions loaded.
class Shell {
 public:
  explicit Shell(const std::string& name)
      : terminal_(start_of(name), place_.files(),
                  {{"PATH", place_.path()},
                   {"TERM", name == "fish" ? "xterm" : "dumb"},
                   {"HOME", place_.files()},
                   {"LC_ALL", name == "fish" ? "C.UTF-8" : "C"}},
                  {}) {
    terminal_.type(setting_up(name, place_) + "\n");
    ready_ = terminal_.read_until("READY> ").find("READY> ") != std::string::npos;
    terminal_.read_until_quiet(200ms);
  }

  bool is_ready() const { return ready_; }

  /// What a line prints that was completed in the middle.
  std::string printed(const std::string& before_tab, const std::string& behind) {
    terminal_.type(before_tab);
    terminal_.read_until_quiet(200ms);
    terminal_.type("\t");
    terminal_.read_until_quiet(500ms);
    terminal_.type(behind + "\n");
    return terminal_.read_until("READY> ");
  }

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
    {"findo --why=refer", "ence-file"},
    {"findo --why refer", "ence-file"},
    {"findo --explain=r", "un"},
    {"findo . -size +10", "+10k"},
    {"findo . -mtime -2", "-2w"},
    {"findo . -flags uchg,nod", "ump"},
    {"findo . -since yest", "erday"},
    {"findo . -newera", "-newerat"},
    {"findo . -move-to dire", "ctory"},
    {"findo . -exec basename refer", "ence-file"},
    {"findo . -exec grep {} ", "+"},
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

TEST_CASE("completion: fish completes primaries and their operands", "[shell][completion]") {
  if (std::system("command -v fish >/dev/null") != 0) return;
  check_all("fish");
}

// To bash a semicolon begins another command, however it is quoted, so there it cannot be tried.
TEST_CASE("completion: zsh and fish complete primaries behind the end of a command", "[shell][completion]") {
  for (const char* name : {"zsh", "fish"}) {
    if (std::system((std::string("command -v ") + name + " >/dev/null").c_str()) != 0) continue;
    Shell shell(name);
    REQUIRE(shell.is_ready());
    CHECK_THAT(shell.completed("findo . -exec true \\; -mind", "epth"), Catch::Contains("epth"));
  }
}

TEST_CASE("completion: zsh and fish say what each primary is for, and what ends a command",
          "[shell][completion]") {
  for (const char* name : {"zsh", "fish"}) {
    if (std::system((std::string("command -v ") + name + " >/dev/null").c_str()) != 0) continue;
    Shell shell(name);
    REQUIRE(shell.is_ready());
    CHECK_THAT(shell.completed("findo . -in", "inode number"), Catch::Contains("inode number"));
    CHECK_THAT(shell.completed("findo . -type ", "block device"), Catch::Contains("block device"));
    CHECK_THAT(shell.completed("findo . -exec cat {} ", "as it must: run for many"),
               Catch::Contains("as it must: run for many"));
  }
}

TEST_CASE("completion: a backslash is the beginning of what ends a command", "[shell][completion]") {
  for (const char* name : {"bash", "zsh"}) {
    Shell shell(name);
    REQUIRE(shell.is_ready());
    const std::string screen = shell.completed("findo . -exec true {} \\", ";");
    INFO(name << ": " << screen);
    CHECK_THAT(screen, Catch::Contains(";"));
    CHECK_THAT(screen, !Catch::Contains("\\}"));
  }
}

TEST_CASE("completion: what it puts there is what the shell then gives to findo", "[shell][completion]") {
  for (const char* name : {"bash", "zsh"}) {
    Shell shell(name);
    REQUIRE(shell.is_ready());
    for (const char* command : {"-exec true", "-exec sh -c true", "-ok rm -i", "-each true"}) {
      const std::string screen =
          shell.printed("findo reference-file -false " + std::string(command) + " {} \\", " -o -print");
      INFO(name << ", " << command << ": " << screen);
      CHECK_THAT(screen, Catch::Contains("\nreference-file\r\n"));
    }
    if (std::string(name) != "bash") continue;  // to zsh a brace may be the beginning of a list
    const std::string screen = shell.printed("findo reference-file -exec echo {", " \\;");
    INFO(screen);
    CHECK_THAT(screen, Catch::Contains("\nreference-file\r\n"));
  }
}

// findo is a command like any other.
TEST_CASE("completion: behind -exec the command's own completion goes on", "[shell][completion]") {
  for (const char* name : {"zsh", "fish"}) {
    if (std::system((std::string("command -v ") + name + " >/dev/null").c_str()) != 0) continue;
    Shell shell(name);
    REQUIRE(shell.is_ready());
    CHECK_THAT(shell.completed("findo . -exec findo -regextype posix-e", "posix-extended"),
               Catch::Contains("posix-extended"));
  }
}
