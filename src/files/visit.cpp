// How an evaluation says that something failed.

#include "files/visit.hpp"

#include "base/messages.hpp"

namespace findo::files {

void Visit::report(base::Errno error) {
  if (forgive_missing && error.code == ENOENT) return;
  if (error.code == reported) return;
  reported = error.code;
  rendered.add_failure(base::path_message(entry.path(), base::describe(error)));
}

}  // namespace findo::files
