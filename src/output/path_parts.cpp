#include "output/path_parts.hpp"

namespace findo::output {

std::string_view leading_part(std::string_view path) {
  const std::size_t last = path.find_last_not_of('/');
  const bool keeps_slashes = last == std::string_view::npos || last == 0;
  const std::size_t slash = (keeps_slashes ? path : path.substr(0, last + 1)).rfind('/');
  return slash == std::string_view::npos ? "." : path.substr(0, slash);
}

std::string_view last_part(std::string_view path) {
  const std::size_t last = path.find_last_not_of('/');
  if (last == std::string_view::npos) return path.substr(0, 1);
  const std::size_t begin = path.substr(0, last + 1).rfind('/') + 1;  // npos + 1 is 0
  return path.substr(begin, last + 2 - begin);
}

}  // namespace findo::output
