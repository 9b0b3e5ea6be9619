// The ignore rules of a directory that the walk has come to.
#pragma once

#include "walk/expedition.hpp"
#include "walk/listing.hpp"

namespace findo::walk {

/// Finds the rules for the entries of a directory that is open and has been listed for the first time, from
/// those of the directory above, or for a root from where it lies. Where the names tell that there is nothing
/// to read, nothing is tried. `path` is what the entries' paths begin with. Problems are rendered as failures
/// of the search.
void load_ignore_rules(Directory& directory, const Listing& listing, std::string_view path,
                       const Expedition& expedition, base::Rendered& messages);

}  // namespace findo::walk
