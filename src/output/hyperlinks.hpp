// Names as links that a terminal opens (OSC 8): ESC ] 8 ; ; URI ESC \ text ESC ] 8 ; ; ESC \ .
#pragma once

#include <string>
#include <string_view>

namespace findo::output {

/// Where links lead: to files of this machine. Threads: any.
class Hyperlinks {
 public:
  /// `host`: the machine, which may be empty. `directory`: what relative paths are relative to, absolute.
  Hyperlinks(std::string_view host, std::string_view directory);

  /// Appends what makes the text that follows a link to the path, up to end(). The bytes are printable ASCII
  /// but for ESC, whatever the path holds.
  void begin(std::string& out, std::string_view path) const;
  static void end(std::string& out);

 private:
  std::string host_;       ///< "file://HOST"
  std::string directory_;  ///< encoded, with a slash at its end
};

}  // namespace findo::output
