// A path as a stream shows it: with colours, as a link, escaped.
#pragma once

#include <string>

#include "files/entry.hpp"
#include "output/name_style.hpp"

namespace findo::output {

/// Appends the entry's path.
void append_styled_path(std::string& out, files::Entry& entry, const NameStyle& style);

}  // namespace findo::output
