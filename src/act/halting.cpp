#include "act/halting.hpp"

#include "base/messages.hpp"
#include "base/quoting.hpp"

namespace findo::act {

std::string halt_message(std::string_view path, const std::string& name, const ProcessEnd& end) {
  const std::string how =
      end.signal != 0 ? " was ended by a signal" : " has ended with status " + std::to_string(end.exit_code);
  return base::path_message(path, base::name_quoted(name) + how + ", so the search ends here");
}

}  // namespace findo::act
