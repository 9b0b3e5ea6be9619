// Between looking at a file and doing something with it time passes, in which others may put another file in
// its place.
#pragma once

#include "act/file_identity.hpp"
#include "act/held_entry.hpp"
#include "act/trouble.hpp"

namespace findo::act {

/// Whether the entry is still what was loaded of it when it was looked at, so far as anything was: all of
/// `likeness` where kIdentityFacts were, else only that it is the same file. `now` is the file itself, no
/// link followed, as load_identity(at) has just told.
bool is_as_evaluated(const files::Entry& entry, At at, const FileIdentity& now, Likeness likeness);

/// What is said of a file that is not.
Trouble changed_meanwhile();

}  // namespace findo::act
