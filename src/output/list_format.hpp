// The line of -ls.
#pragma once

#include <string>

#include "files/visit.hpp"
#include "output/name_escaping.hpp"

namespace findo::output {

/// Appends the line `ls -dils` would print, by GNU find 4.9's columns, with its newline. Where the facts cannot be loaded
/// they are reported and nothing is appended.
void render_list_line(files::Visit& visit, NameEscaping escaping, std::string& out);

}  // namespace findo::output
