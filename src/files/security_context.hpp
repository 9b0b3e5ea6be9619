// The security context (SELinux label) of a file.
#pragma once

#include <string>

#include "base/errno_code.hpp"
#include "base/result.hpp"
#include "files/entry.hpp"

namespace findo::files {

/// Whether SELinux is in use on this machine. Where it is not, files may still have contexts, of another
/// machine.
bool uses_security_contexts();

/// The entry's own context: of a link's target where links are followed, of the link itself otherwise.
/// Errors: ENODATA where the file has none, ENOTSUP where its file system or the system knows none. Threads:
/// any.
base::Result<std::string, base::Errno> load_security_context(const Entry& entry);

}  // namespace findo::files
