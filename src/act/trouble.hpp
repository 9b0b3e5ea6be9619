// Why something that was to be done with a file has not been done.
#pragma once

#include <string>
#include <string_view>

#include "base/errno_code.hpp"
#include "base/quoting.hpp"

namespace findo::act {

/// A sentence without the name of the file that it is about, and the errno behind it, 0 where there is none.
struct Trouble {
  std::string sentence;
  int code = 0;
};

/// The system's sentence: "Permission denied".
inline Trouble trouble(base::Errno error) { return {base::describe(error), error.code}; }

/// The same about another file than the one that something was to be done with.
inline Trouble trouble_at(std::string_view path, base::Errno error) {
  return {base::name_quoted(path) + ": " + base::describe(error), error.code};
}

}  // namespace findo::act
