// What the walk itself has to say about directories.
#pragma once

#include <string>
#include <string_view>

#include "base/errno_code.hpp"
#include "base/messages.hpp"
#include "base/quoting.hpp"

namespace findo::walk {

/// A path that begins paths, without the slash at its end unless it is the root directory's.
inline std::string_view without_last_slash(std::string_view prefix) {
  if (prefix.size() > 1 && prefix.back() == '/') prefix.remove_suffix(1);
  return prefix;
}

/// Reading the directory whose entries begin with `prefix` has failed.
inline std::string read_failure(std::string_view prefix, base::Errno error) {
  return base::path_message(without_last_slash(prefix), base::describe(error));
}

/// `path` leads back to the directory whose entries begin with `ancestor_prefix`.
inline std::string loop_failure(std::string_view path, std::string_view ancestor_prefix) {
  return base::path_message(path, "file system loop: it is the same directory as " +
                                      base::name_quoted(without_last_slash(ancestor_prefix)));
}

}  // namespace findo::walk
