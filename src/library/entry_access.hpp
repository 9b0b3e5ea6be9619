// The way from the walk's entries to those of the public face.
#pragma once

#include "files/entry.hpp"
#include "findo/entry.hpp"

namespace findo {

/// For the library's own sources.
struct EntryAccess {
  static Entry make(files::Entry& inner) { return Entry(inner); }
};

}  // namespace findo
