// What a primary has at hand while it looks at one entry.
#pragma once

#include <string_view>

#include "base/rendered.hpp"
#include "files/entry.hpp"

namespace findo::files {

/// One evaluation of the expression for one entry. `rendered` takes whatever it wants written.
struct Visit {
  Entry& entry;
  base::Rendered& rendered;
  bool pruned = false;           ///< do not descend
  bool stop = false;             ///< end the whole search after this entry
  bool cancels = false;          ///< what waits elsewhere does not go on either
  bool has_matched = false;      ///< an action was performed, and true
  bool has_acted = false;        ///< something was done that may change what is found elsewhere
  bool has_waited = false;       ///< for its turn: the file may have changed since it was first looked at
  bool is_touched = false;       ///< something that may have changed the file itself was done on the way
  bool forgive_missing = false;  ///< -ignore_readdir_race: that a file has vanished is not worth a word
  bool forgives_loss = false;    ///< the same of what an action was to take away, roots too (GNU find 4.9)
  bool hides_errors = false;     ///< what fails is only counted
  int reported = 0;              ///< the errno of the last report

  /// The entry is another one now.
  void begin() {
    pruned = stop = cancels = has_acted = has_matched = false;
    reported = 0;
  }

  /// Adds the message that this entry failed so, which also makes the exit status 1; once, where the next
  /// thing tried fails in the same way. Evaluation goes on.
  void report(base::Errno error);
  /// The same for what the walk itself has tried: to look at a directory, or into it. GNU find 4.9:
  /// -ignore_readdir_race forgives tests only.
  void report_of_walk(base::Errno error);
  /// The same for a message of another kind; `code`: the errno behind it, if there is one.
  void add_failure(std::string_view message, int code = 0);
  /// Adds the message that what was to be done with this entry has failed, which -noerror does not hide.
  void report_action(base::Errno error);
  void report_action(std::string_view sentence, int code = 0);
};

}  // namespace findo::files
