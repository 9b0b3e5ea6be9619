// From which roots, and through which names, a search comes to a path.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "files/entry.hpp"

namespace findo::cli {

/// A root and the names that lead from it to the path; none where the path is the root.
struct Way {
  files::Root root;
  std::vector<std::string> names;
};

/// The ways to a path, at most one from each root, in the roots' order. The path may be written as the search
/// would print it, or in any other way that means the same: `src/x`, `./src//x`, `/usr/src/x`. No link is
/// resolved as long as the words alone lead there; a root that is one only where roots are followed.
std::vector<Way> ways_to(std::string_view path, const std::vector<std::string>& roots,
                         files::LinkPolicy links);

/// The path of the entry that the first `count` names lead to, as the search prints it.
std::string path_along(const Way& way, std::size_t count);

}  // namespace findo::cli
