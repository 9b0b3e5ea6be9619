// Copies that appear whole or not at all.
#pragma once

#include "act/file_identity.hpp"
#include "act/held_entry.hpp"
#include "act/renaming.hpp"
#include "act/trouble.hpp"

namespace findo::act {

/// Copies a file, which is no directory, with all that is known of it. `identity` is what it was when it was
/// looked at; a file that has changed since, or does so meanwhile, is not copied. The copy gets its name once
/// it is complete. Links are copied as links, devices and pipes as such.
/// Errors: EEXIST where something stands in the way and may not be replaced.
base::Status<Trouble> copy_file(At from, const FileIdentity& identity, At to, Replacing replacing);

/// Copies a directory with all that is in it, mounted file systems too; hard links become files of their own.
/// Errors: the first thing that could not be copied, named; then nothing of the copy stays.
base::Status<Trouble> copy_directory(At from, const FileIdentity& identity, At to);

}  // namespace findo::act
