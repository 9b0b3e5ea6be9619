// Extended attributes of a file, and what Linux keeps in them: access control lists, capabilities, labels.
#pragma once

#include <string>
#include <sys/types.h>

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

/// Gives the open file `to` the attributes of `from`, save access control lists and those that need more
/// rights or another file system than there are here. Errors: those of reading and setting the others.
/// Threads: any.
base::Status<base::Errno> copy_extended_attributes(int from, int to);

/// An open file, or the file of that name in an open directory, no link followed.
struct FileHandle {
  int number;
  const char* name = nullptr;
};

/// Whether a copy has the access control lists of the file, which not every file system can hold.
enum class ListsKept : bool { no, yes };

/// Gives `to`, which is no link and has permissions for its owner alone so far, the permissions `mode` and
/// the access control lists of `from`; those that it has from the directory that it was made in are taken
/// away. With a list the permissions of the group in `mode` are the most that anybody named in the list may
/// do: where the list cannot be kept, the owning group gets what the list gives it, and no more. Where the
/// file `to` has a name, nobody else may be able to put another one into its place. Threads: any.
base::Result<ListsKept, base::Errno> copy_permissions(const FileHandle& from, const FileHandle& to,
                                                      mode_t mode);

/// Takes the access control lists away that the open directory has from the one that it was made in.
/// Threads: any.
base::Status<base::Errno> remove_access_lists(int directory);

}  // namespace findo::files
