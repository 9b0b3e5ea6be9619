// What a command waits for until its test lets it go on: who is slow is then no matter of time.
#pragma once

#include <cstdlib>
#include <string>

#include "support/temporary_directory.hpp"

namespace findo::support {

/// Closed when made. One at a time: commands find it in their environment, as $GATE.
class Gate {
 public:
  Gate() { ::setenv("GATE", file_.c_str(), 1); }

  void open() const { write_file(file_, ""); }

  /// The shell function `await`, to stand before a script that uses it.
  static constexpr const char* await = "await() { until [ -e \"$GATE\" ]; do sleep 0.01; done; }; ";

  /// The shell function `await_end`: until the process has been waited for whose number is in the gate's
  /// file.
  static constexpr const char* await_end =
      "await_end() { until read -r p <\"$GATE\" && ! kill -0 $p; do sleep 0.01; done 2>/dev/null; }; ";

 private:
  TemporaryDirectory place_{"gate"};
  std::string file_ = place_.path() + "/open";
};

}  // namespace findo::support
