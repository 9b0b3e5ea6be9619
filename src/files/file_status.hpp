// What POSIX stat says, as facts.
#pragma once

#include <sys/stat.h>

#include "files/facts.hpp"

namespace findo::files {

/// The type in a mode as stat tells it; `unknown` for types that have no name here.
FileType type_of_mode(mode_t mode);

/// Whether both are of the same file.
inline bool is_same_file(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/// All that stat tells, kStatFacts; nothing else is loaded afterwards.
void fill_facts(Facts& facts, const struct stat& status);

}  // namespace findo::files
