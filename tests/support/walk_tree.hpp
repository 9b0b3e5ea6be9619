// Goes through a directory tree with file descriptors, so that paths longer than PATH_MAX are no obstacle.
// Written apart from findo's own walk on purpose: the tests must not trust what they test.
#pragma once

#include <functional>
#include <string>
#include <sys/stat.h>

namespace findo::support {

/// One entry on the way. The descriptor is that of the directory that holds it, open during the call only.
struct Visit {
  int directory;
  const char* name;
  const std::string& path;    ///< below the top, without a leading slash
  const struct stat& status;  ///< of the entry itself; links are never followed
};
using Visitor = std::function<void(const Visit&)>;

/// Calls `before` for each entry below `top` (not for `top`), descends into directories that can be read, and
/// calls `after` when all that is below the entry is done. No order among siblings. A `top` that is no
/// readable directory has nothing below it.
void walk_tree(const std::string& top, const Visitor& before, const Visitor& after);

}  // namespace findo::support
