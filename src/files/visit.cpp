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
  add_failure(base::path_message(entry.path(), base::describe(error)), error.code);
}

void Visit::add_failure(std::string_view message, int code) {
  if (hides_errors) {
    rendered.add_hidden_failure();
  } else {
    rendered.add_failure(message, code);
  }
}

void Visit::report_action(base::Errno error) { report_action(base::describe(error), error.code); }

void Visit::report_action(std::string_view sentence, int code) {
  rendered.add_failure(base::path_message(entry.path(), sentence), code);
}

}  // namespace findo::files
