// Opens directories by paths that were written down without links, and follows none that have come since.
#pragma once

#include <string>
#include <string_view>

#include "act/held_entry.hpp"

namespace findo::act {

/// Keeps the last directory open, since what is done next is mostly done there too. No path is too long.
class PlainWay {
 public:
  /// The open directory of that path, which begins at the root directory; it stays open until the next call.
  /// Errors: ENOTDIR also for a link.
  base::Result<int, base::Errno> open(std::string_view path);

 private:
  std::string path_;
  base::Descriptor directory_;
};

/// The two parts of a path that begins at the root directory.
std::string_view directory_of(std::string_view path);
std::string last_component(std::string_view path);

}  // namespace findo::act
