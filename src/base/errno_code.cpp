#include "base/errno_code.hpp"

#include <cstring>

namespace findo::base {

std::string describe(Errno error) {
  char buffer[256];
  return strerror_r(error.code, buffer, sizeof buffer);  // the GNU form: returns the text
}

}  // namespace findo::base
