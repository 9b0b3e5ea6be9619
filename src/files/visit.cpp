// How an evaluation says that something failed.

#include "files/visit.hpp"

#include "base/messages.hpp"

namespace findo::files {

void Visit::report(base::Errno error) {
  if (!forgive_missing || error.code != ENOENT) report_of_walk(error);
}

void Visit::report_of_walk(base::Errno error) {
  if (error.code == reported) return;
  reported = error.code;
  add_failure(base::path_message(entry.path(), base::describe(error)));
}

void Visit::add_failure(std::string_view message) {
  if (hides_errors) {
    rendered.add_hidden_failure();
  } else {
    rendered.add_failure(message);
  }
}

void Visit::report_action(base::Errno error) { report_action(base::describe(error)); }

void Visit::report_action(std::string_view sentence) {
  rendered.add_failure(base::path_message(entry.path(), sentence));
}

}  // namespace findo::files
