#include "act/renaming.hpp"

#include <cerrno>
#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

#include "files/exclusive_rename.hpp"
#include "files/file_status.hpp"

namespace findo::act {
namespace {

using base::Errno;
using base::Failure;
using Outcome = base::Status<Errno>;

Outcome outcome_of(int result) {
  if (result != 0) return Failure{base::last_errno()};
  return {};
}

/// Takes the new name by making an empty directory, which is all that a directory may replace.
Outcome rename_directory_by_taking_name(At from, At to) {
  if (mkdirat(to.directory, to.name, S_IRWXU) != 0) return Failure{base::last_errno()};
  if (renameat(from.directory, from.name, to.directory, to.name) == 0) return {};
  const Errno error = base::last_errno();
  unlinkat(to.directory, to.name, AT_REMOVEDIR);
  return Failure{error};
}

}  // namespace

base::Status<base::Errno> rename_by_taking_name(At from, At to, files::FileType type) {
  if (type == files::FileType::directory) return rename_directory_by_taking_name(from, to);
  if (linkat(from.directory, from.name, to.directory, to.name, 0) != 0) return Failure{base::last_errno()};
  if (unlinkat(from.directory, from.name, 0) == 0) return {};
  const Errno error = base::last_errno();
  unlinkat(to.directory, to.name, 0);
  return Failure{error};
}

base::Status<base::Errno> rename_over(At from, At to) {
  struct stat moved {};
  struct stat replaced {};
  if (fstatat(from.directory, from.name, &moved, AT_SYMLINK_NOFOLLOW) != 0) {
    return Failure{base::last_errno()};
  }
  const bool is_there = fstatat(to.directory, to.name, &replaced, AT_SYMLINK_NOFOLLOW) == 0;
  // POSIX rename: of two names of one file both would stay.
  if (is_there && files::is_same_file(moved, replaced)) return Failure{Errno{EEXIST}};
  return outcome_of(renameat(from.directory, from.name, to.directory, to.name));
}

base::Status<base::Errno> rename_to(At from, At to, files::FileType type, Replacing replacing) {
  if (replacing == Replacing::files && type != files::FileType::directory) return rename_over(from, to);
  auto status = files::rename_without_replacing(from.directory, from.name, to.directory, to.name);
  // What file systems say that do not know the flag; EINVAL also of a directory that would go into itself.
  const bool may_be_unknown = !status && (status.error().code == EINVAL || status.error().code == ENOSYS ||
                                          status.error().code == EOPNOTSUPP);
  return may_be_unknown ? rename_by_taking_name(from, to, type) : status;
}

}  // namespace findo::act
