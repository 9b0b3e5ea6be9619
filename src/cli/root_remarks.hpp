// Remarks on roots that do not exist: most likely they are words of the expression in the wrong shape or
// place.
#pragma once

#include <vector>

#include "language/command_line.hpp"
#include "language/diagnostic.hpp"

namespace findo::cli {

/// A remark for each of the first roots of the command line that are not there. That they are missing is
/// reported by the search itself.
std::vector<language::Diagnostic> remarks_on_roots(const language::CommandLine& line);

}  // namespace findo::cli
