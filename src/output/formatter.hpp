// What stands between entries as they were rendered ahead, on any thread, and a stream: where lines depend on
// the lines before them, they are made here, in order.
#pragma once

#include <string>
#include <string_view>

namespace findo::output {

/// Threads: the retiring one.
class Formatter {
 public:
  Formatter() = default;
  Formatter(const Formatter&) = delete;
  Formatter& operator=(const Formatter&) = delete;
  virtual ~Formatter() = default;

  /// Takes what was rendered, of any number of entries, and appends to `out` what is to be shown now. True:
  /// something is kept back, until it is released or more comes.
  virtual bool take(std::string& out, std::string_view rendered) = 0;
  /// Appends what is kept back; nothing is any more.
  virtual void release(std::string& out) = 0;
  /// What is kept back, as far as it can be shown while a signal ends the process: without any memory that is
  /// not there already.
  virtual std::string_view last_lines() noexcept { return {}; }
};

}  // namespace findo::output
