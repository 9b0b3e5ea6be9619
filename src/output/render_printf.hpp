// Renders an entry by a -printf format.
#pragma once

#include <string>

#include "files/visit.hpp"
#include "output/name_escaping.hpp"
#include "output/printf_template.hpp"

namespace findo::output {

/// Appends what the format says of the entry to `out`, which must not be part of visit.rendered.
/// False: the facts that the format needs cannot be loaded; that is reported, and nothing is appended (GNU
/// find 4.9). A directive that fails by itself is reported and appends nothing, or "?" for %Y; the rest of
/// the format goes on. Threads: any, at the same time.
bool render_printf(const PrintfTemplate& format, files::Visit& visit, NameEscaping escaping,
                   std::string& out);

}  // namespace findo::output
