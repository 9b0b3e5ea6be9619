#include "act/halting.hpp"

#include "base/messages.hpp"
#include "base/quoting.hpp"

namespace findo::act {

std::string failure_of(const std::string& name, const ProcessEnd& end) {
  const std::string how =
      end.signal != 0 ? " was ended by a signal" : " has ended with status " + std::to_string(end.exit_code);
  return base::name_quoted(name) + how;
}

std::string halt_message(std::string_view path, const std::string& name, const ProcessEnd& end) {
  return base::path_message(path, failure_of(name, end) + ", so the search ends here");
}

}  // namespace findo::act
