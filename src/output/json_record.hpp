// The records of -json: an object a line, and one that closes the output. The manual page describes them; who
// changes a name or a type here breaks programs of others.
#pragma once

#include <string>

#include "files/visit.hpp"

namespace findo::output {

/// All that a record asks for.
files::FactSet json_facts();

/// Appends the record of the entry, with its newline. Names that are not UTF-8 are {"base64":…}, what is not
/// known or does not apply is null. False: the facts cannot be loaded, which is reported; nothing is
/// appended. `out` must not be part of visit.rendered. Threads: any, for different entries.
bool render_json_record(files::Visit& visit, std::string& out);

/// How a search has gone.
struct SearchOutcome {
  std::size_t visited = 0;   ///< entries that it came to
  std::size_t matched = 0;   ///< entries for which an action was performed and true
  bool is_complete = false;  ///< it went on to its end
};

/// The closing record, with its newline.
std::string render_closing_record(const SearchOutcome& outcome, std::size_t errors);

}  // namespace findo::output
