// MIME types of files, as libmagic tells them.
#pragma once

#include <string>

#include "base/descriptor.hpp"
#include "base/result.hpp"
#include "files/facts.hpp"

namespace findo::files {

/// Loads libmagic and its database, so that their lack is known before the search begins. The library is
/// looked for when this is first called, since no other search shall pay for its start. Errors: a sentence.
base::Status<std::string> prepare_mime_types();

/// The type of what a regular file holds, such as text/x-c; read from `file`, which stands at its beginning.
/// Errors: a sentence. Threads: any, each with a database of its own.
base::Result<std::string, std::string> load_mime_type(const base::Descriptor& file);

/// The name that file(1) has for what is no regular file: inode/directory, inode/symlink and so on.
const char* mime_type_of(FileType type);

}  // namespace findo::files
