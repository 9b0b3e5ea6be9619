// --tag: a word before each line of what somebody else has written.
#pragma once

#include <string>
#include <string_view>

namespace findo::output {

/// Puts the tag before the lines of bytes that come in pieces. Threads: one.
class LineTags {
 public:
  explicit LineTags(std::string tag) : tag_(std::move(tag)) {}

  void append(std::string& out, std::string_view bytes) {
    while (!bytes.empty()) {
      if (is_at_line_start_) out += tag_;
      const std::size_t newline = bytes.find('\n');
      is_at_line_start_ = newline != std::string_view::npos;
      const std::string_view line = bytes.substr(0, is_at_line_start_ ? newline + 1 : bytes.size());
      out += line;
      bytes.remove_prefix(line.size());
    }
  }
  /// A last line without a newline gets one, or else the next tag would stand in its midst.
  void finish(std::string& out) {
    if (!is_at_line_start_) out += '\n';
    is_at_line_start_ = true;
  }

 private:
  std::string tag_;
  bool is_at_line_start_ = true;
};

}  // namespace findo::output
