// Extended attributes of a file, and what Linux keeps in them: access control lists, capabilities, labels.
#pragma once

#include <string>

#include "base/errno_code.hpp"
#include "base/result.hpp"
#include "files/reader.hpp"

namespace findo::files {

/// The functions below look at the attributes of the file at a location: of a link's target where links are
/// followed (or of the link, where it leads nowhere), of the file itself otherwise. It is reached from its
/// open directory. Where the file system keeps no attributes, or the system has no call for them, a file has
/// none. Errors: EACCES and its kin. Threads: any.

/// The value of an attribute. Errors also: ENODATA where the file has none of that name, ENOTSUP where there
/// cannot be any.
base::Result<std::string, base::Errno> load_attribute(const Location& file, const char* name);

/// Whether it has an attribute of this name: `user.mime_type`, with the name space in front.
base::Result<bool, base::Errno> has_attribute(const Location& file, const char* name);

/// Whether it has any attribute.
base::Result<bool, base::Errno> has_attributes(const Location& file);

/// Whether it has an access control list that says more than its mode does, or one for what will be made in
/// it.
base::Result<bool, base::Errno> has_access_list(const Location& file);

/// Whether running it gives capabilities.
base::Result<bool, base::Errno> has_capabilities(const Location& file);

/// Gives the open file `to` the attributes of `from`, save those that need more rights or another file system
/// than there are here. Errors: those of reading and setting the others. Threads: any.
base::Status<base::Errno> copy_extended_attributes(int from, int to);

}  // namespace findo::files
