// From an open directory upwards.
#pragma once

#include "base/descriptor.hpp"
#include "base/errno_code.hpp"
#include "base/result.hpp"
#include "files/facts.hpp"

namespace findo::act {

/// Whether the open directory is `above` or somewhere below it. Errors: a directory on the way up cannot be
/// searched.
base::Result<bool, base::Errno> is_within(int directory, files::Identity above);

/// Opens the topmost directory of the file system that the open directory is on: the one at which it is
/// mounted. Errors: as is_within.
base::Result<base::Descriptor, base::Errno> open_top_of_mount(int directory);

}  // namespace findo::act
