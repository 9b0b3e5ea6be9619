// The file `directorysizes` of a trash directory: how large each directory in it is, so that who shows the
// trash need not go through them.
#pragma once

#include <string>
#include <vector>

namespace findo::act {

/// The open directories of a trash.
struct TrashDirectories {
  int can;
  int info;
  int files;
};

/// Adds the directories of these names in `files`, and drops those that are not there any more. The file is
/// replaced as a whole; what goes wrong is no loss, since the specification takes it for a cache.
void update_trash_sizes(const TrashDirectories& trash, const std::vector<std::string>& added);

}  // namespace findo::act
