#include "act/halting.hpp"

#include "base/messages.hpp"

namespace findo::act {

std::string halt_message(const std::string& name, const ProcessEnd& end) {
  const std::string how =
      end.signal != 0 ? "ended by a signal" : "exit status " + std::to_string(end.exit_code);
  return base::path_message(name, how + ", so the search ends here");
}

}  // namespace findo::act
