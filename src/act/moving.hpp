// Moving the file that was looked at, and no other that has come into its place.
#pragma once

#include <optional>

#include "act/file_identity.hpp"
#include "act/renaming.hpp"
#include "act/trouble.hpp"

namespace findo::act {

/// What a move has come to.
struct Moved {
  bool has_replaced = false;            ///< another file, which had the new name
  std::optional<FileIdentity> other{};  ///< what was moved in its stead, or what it has become by that
};

/// Renames the file as rename_to() does. Whatever else gets its name at the last moment is given back, and so
/// is the file itself if it has changed; only where that name is taken yet again, or something has been
/// replaced, it stays under the new one, and `other` tells what it is. Errors: as of rename_to(); that the
/// file has changed.
base::Result<Moved, Trouble> move_file(At from, At to, const FileIdentity& identity, Replacing replacing);

}  // namespace findo::act
