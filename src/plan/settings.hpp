// How a search goes, apart from what it looks for: what flags and options of the expression have said.
#pragma once

#include <limits>
#include <optional>
#include <string>

#include "files/entry.hpp"

namespace findo::plan {

struct Settings {
  files::LinkPolicy links = files::LinkPolicy::never;
  bool post_order = false;  ///< -depth: a directory after what is in it
  int min_depth = 0;
  int max_depth = std::numeric_limits<int>::max();
  bool stay_on_device = false;  ///< -xdev: show mount points, do not enter them
  bool skip_mounts = false;     ///< -mount: not even show them
  bool ignore_races = false;    ///< say nothing of what vanishes meanwhile
  bool warnings = false;
  int optimiser_level = 1;
  std::optional<std::string> roots_file{};  ///< -files0-from
};

}  // namespace findo::plan
