// A name for something that is not yet complete.
#pragma once

#include <cerrno>
#include <string>

#include "act/held_entry.hpp"

namespace findo::act {

/// A name that nobody can foresee: ".findo-" and 16 hexadecimal digits. Whoever makes something of that name
/// makes sure that it is new, or tries the next; and bears in mind that whoever may write to the directory
/// may exchange it for something else.
std::string next_temporary_name();

/// Calls `make`, which tells an errno or 0, with one temporary name after the other until none is taken.
/// Returns that name. Errors: of `make`, other than EEXIST.
template <class Make>
base::Result<std::string, base::Errno> create_temporary(Make&& make) {
  for (;;) {
    std::string name = next_temporary_name();
    const int code = make(name.c_str());
    if (code == 0) return name;
    if (code != EEXIST) return base::Failure{base::Errno{code}};
  }
}

}  // namespace findo::act
