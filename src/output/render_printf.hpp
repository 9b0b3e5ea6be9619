// Renders an entry by a -printf format.
#pragma once

#include <string>

#include "files/visit.hpp"
#include "output/name_escaping.hpp"
#include "output/printf_template.hpp"

namespace findo::output {

/// Appends what the format says of the entry to `out`, which must not be part of visit.rendered. Facts that cannot be
/// loaded are reported and leave their directives empty.
void render_printf(const PrintfTemplate& format, files::Visit& visit, NameEscaping escaping, std::string& out);

/// "drwxr-xr-x", as ls and %M show a type and its permissions.
std::string mode_letters(files::FileType type, mode_t permissions);

}  // namespace findo::output
