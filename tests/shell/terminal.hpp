// A program on a terminal of its own, which a test types into and whose output it reads.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace findo::tests {

/// Starts a program on a pseudo-terminal and ends it when it goes out of scope.
class Terminal {
 public:
  struct Size {
    unsigned short rows = 200;
    unsigned short columns = 120;
  };
  using Environment = std::vector<std::pair<std::string, std::string>>;

  /// `words` are looked for in PATH; `environment` is added to the test's own.
  Terminal(const std::vector<std::string>& words, const std::string& directory,
           const Environment& environment, Size size);
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal();

  /// Types the bytes as they are.
  void type(std::string_view bytes);
  /// What it shows until it contains `text`, or until `patience` is over; all of it since the last call.
  std::string read_until(std::string_view text,
                         std::chrono::milliseconds patience = std::chrono::seconds(10));
  /// What it shows until it has been quiet for so long.
  std::string read_until_quiet(std::chrono::milliseconds quiet);
  /// What it shows until it ends.
  std::string read_to_end(std::chrono::milliseconds patience = std::chrono::seconds(20));

  /// Changes the size of the terminal, of which the program is told.
  void resize(Size size) const;
  void send_signal(int number) const;
  /// How it has ended: its exit status, or 128 + the signal that has ended it. Once.
  int wait_for_end();

 private:
  bool read_some(std::string& text, std::chrono::milliseconds patience);

  int descriptor_ = -1;
  pid_t child_ = -1;  ///< -1: it has ended
};

}  // namespace findo::tests
