#include "act/given_names.hpp"

#include <tuple>

namespace findo::act {

bool GivenNames::Less::operator()(const Name& a, const Name& b) const {
  return std::tie(a.first.device, a.first.inode, a.second) <
         std::tie(b.first.device, b.first.inode, b.second);
}

bool GivenNames::contains(At at) const {
  if (names_.empty()) return false;
  const auto directory = load_identity(at.directory, ".");  // which may be the current one, without a number
  return directory && names_.contains({directory->file, at.name});
}

void GivenNames::add(At at) {
  const auto directory = load_identity(at.directory, ".");
  if (directory) names_.emplace(directory->file, at.name);
}

}  // namespace findo::act
