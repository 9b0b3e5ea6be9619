// The log, behind which spdlog stands: lines for people on standard error, and lines for programs in files
// that outlive a crash.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "base/descriptor.hpp"
#include "base/errno_code.hpp"
#include "base/result.hpp"

namespace findo::base {

/// Writes one line to standard error, with the program's name before it.
void log_line(std::string_view text);

/// A file that takes whole lines at its end. Threads: one at a time.
class LineLog {
 public:
  /// Takes over a file that is open for writing and empty.
  explicit LineLog(Descriptor file);
  LineLog(LineLog&&) noexcept;
  LineLog& operator=(LineLog&&) noexcept;
  ~LineLog();

  /// Adds lines, one or several parted by newlines; the last newline comes by itself. What cannot be written
  /// as a whole leaves nothing behind. Errors: those of write(2).
  Status<Errno> append(std::string_view lines);

  /// Waits until all lines are where a crash of the machine cannot take them. Errors: those of fdatasync(2).
  Status<Errno> sync();

 private:
  class Sink;
  std::shared_ptr<Sink> sink_;
};

}  // namespace findo::base
