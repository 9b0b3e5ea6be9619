// A findo on a terminal that searches as long as the test goes on naming roots.
#pragma once

#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "shell/terminal.hpp"
#include "support/temporary_directory.hpp"
#include "terminal/screen.hpp"

namespace findo::tests {

/// A place with files for a test: the files `one` and `two`, and the directory `dir` with `in1` and `in2`.
class Place {
 public:
  Place() : top_("terminal") {
    for (const char* name : {"one", "two"}) support::write_file(top_.path() + '/' + name, "");
    mkdir((top_.path() + "/dir").c_str(), 0755);
    for (const char* name : {"dir/in1", "dir/in2"}) support::write_file(top_.path() + '/' + name, "");
  }
  const std::string& path() const { return top_.path(); }
  std::string file(const std::string& name) const { return top_.path() + '/' + name; }

 private:
  support::TemporaryDirectory top_;
};

/// What the terminal and the locale are; colours are switched off, for those who want to see none.
inline Terminal::Environment plain_environment() {
  return {{"TERM", "xterm"}, {"LC_ALL", "C.UTF-8"}, {"NO_COLOR", "1"}, {"LS_COLORS", ""}, {"LSCOLORS", ""}};
}

/// findo WORDS -files0-from PIPE.
class Searching {
 public:
  Searching(const Place& place, std::vector<std::string> words, unsigned short columns = 80,
            Screen::Resizing resizing = Screen::Resizing::reflows)
      : screen(columns, resizing),
        pipe_(make_pipe(place.file("roots"))),
        terminal(command(std::move(words), place.file("roots")), place.path(), plain_environment(),
                 {24, columns}) {}
  Searching(const Searching&) = delete;
  Searching& operator=(const Searching&) = delete;
  ~Searching() { end_of_roots(); }

  /// Names one more root.
  void give(const std::string& root) {
    const std::string bytes = root + '\0';
    (void)!write(pipe_, bytes.data(), bytes.size());
  }
  void end_of_roots() {
    if (pipe_ >= 0) close(pipe_);
    pipe_ = -1;
  }

  /// Reads on until the text has come; whether it has.
  bool awaits(std::string_view text, std::chrono::milliseconds patience = std::chrono::seconds(10)) {
    const std::string bytes = terminal.read_until(text, patience);
    take(bytes);
    const bool has_come = bytes.find(text) != std::string::npos;
    // The rest of what was written with it.
    if (has_come) take(terminal.read_until_quiet(std::chrono::milliseconds(50)));
    return has_come;
  }
  /// Names the root once more, and again, until the status line tells of it. How often that was.
  int give_until_status(const std::string& root) {
    constexpr int kMost = 100;
    for (int times = 1; times < kMost; ++times) {
      give(root);
      if (awaits("\rvisited ", std::chrono::milliseconds(60))) return times;
    }
    return kMost;
  }
  /// Names one root when the line may be drawn again, as it then is before anything becomes of that root.
  bool give_in_time(const std::string& root) {
    std::this_thread::sleep_for(std::chrono::milliseconds(110));
    give(root);
    return awaits("\rvisited ");
  }
  /// Reads to the end of the run; its exit status.
  int ends() {
    take(terminal.read_to_end());
    return terminal.wait_for_end();
  }

  std::string shown;  ///< all bytes that have come
  Screen screen;

 private:
  static int make_pipe(const std::string& path) {
    mkfifo(path.c_str(), 0600);
    return open(path.c_str(), O_RDWR | O_CLOEXEC);  // both, so as not to wait for each other
  }
  static std::vector<std::string> command(std::vector<std::string> words, const std::string& roots) {
    words.insert(words.begin(), {FINDO_PROGRAM, "-nowarn", "-files0-from", roots});
    return words;
  }
  void take(const std::string& bytes) {
    shown += bytes;
    screen.show(bytes);
  }

  int pipe_;

 public:
  Terminal terminal;
};

}  // namespace findo::tests
