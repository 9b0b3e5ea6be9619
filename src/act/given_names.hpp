// The names that a run has given to files, or has found them to have already.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "act/file_identity.hpp"
#include "act/held_entry.hpp"

namespace findo::act {

/// Names in whatever directories. Threads: the retiring one.
class GivenNames {
 public:
  bool contains(At at) const;
  void add(At at);

 private:
  using Name = std::pair<files::Identity, std::string>;  // of the directory, in it
  struct Less {
    bool operator()(const Name& a, const Name& b) const;
  };

  std::set<Name, Less> names_;
};

}  // namespace findo::act
