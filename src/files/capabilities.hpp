// The capabilities that running a file gives (capabilities(7)).
#pragma once

#include "files/reader.hpp"

namespace findo::files {

/// Whether the file that (parent, name) means to a Reader has any. False where that cannot be told: without
/// the file, without permission, without a file system or a system that knows capabilities. Threads: any.
bool has_capabilities(Reader& reader, const OpenDirectory* parent, const char* name, FollowLinks follow);

}  // namespace findo::files
