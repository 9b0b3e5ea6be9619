// Renders an entry by a -printf format.
#pragma once

#include <string>

#include "files/visit.hpp"
#include "output/name_style.hpp"
#include "output/printf_template.hpp"

namespace findo::output {

/// Appends what the format says of the entry to `out`, which must not be part of visit.rendered.
/// False: the facts that the format needs cannot be loaded; that is reported, and nothing is appended (GNU
/// find 4.9). A directive that fails by itself is reported and appends nothing, or "?" for %Y; the rest of
/// the format goes on. Names are coloured where nothing stands between the % and the letter: a width would
/// count what switches colours (bfs 2.6). Threads: any, at the same time.
bool render_printf(const PrintfTemplate& format, files::Visit& visit, const NameStyle& style,
                   std::string& out);

}  // namespace findo::output
