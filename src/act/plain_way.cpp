#include "act/plain_way.hpp"

#include <algorithm>
#include <cerrno>

namespace findo::act {

using base::Failure;

base::Result<int, base::Errno> PlainWay::open(std::string_view path) {
  if (directory_ && path == path_) return directory_.number();
  base::Descriptor at(::open("/", kOpenForNames));
  for (std::string_view rest = path; at && !rest.empty();) {
    const std::string name(rest.substr(0, rest.find('/')));
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    if (name.empty()) continue;
    base::Descriptor next(openat(at.number(), name.c_str(), kOpenForNames | O_NOFOLLOW));
    at = std::move(next);
  }
  if (!at) return Failure{base::last_errno()};
  path_ = path;
  directory_ = std::move(at);
  return directory_.number();
}

std::string_view directory_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return path.substr(0, slash == std::string_view::npos || slash == 0 ? 1 : slash);
}

std::string last_component(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

}  // namespace findo::act
