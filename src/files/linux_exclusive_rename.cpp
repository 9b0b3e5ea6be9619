#include <sys/syscall.h>
#include <unistd.h>

#include "files/exclusive_rename.hpp"

namespace findo::files {

base::Status<base::Errno> rename_without_replacing(int from_directory, const char* from, int to_directory,
                                                   const char* to) {
#ifdef SYS_renameat2
  constexpr unsigned kNoReplace = 1;  // RENAME_NOREPLACE, for which some C libraries have no name
  if (syscall(SYS_renameat2, from_directory, from, to_directory, to, kNoReplace) == 0) return {};
  return base::Failure{base::last_errno()};
#else
  (void)from_directory, (void)from, (void)to_directory, (void)to;
  return base::Failure{base::Errno{ENOSYS}};
#endif
}

}  // namespace findo::files
