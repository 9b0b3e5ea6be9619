// Paths in colour, as bytes for a terminal. A path is two parts: the directories with their slash, in the
// colour of directories, and the last component in its own. A part is written whole between the bytes that
// switch its colour on and off; one that holds what a terminal must not be sent, coloured or not, as $'...'
// (base::append_shown). What cannot be looked at is no error here: it has the colour of what is missing, or
// that of the type that the directory told.
#pragma once

#include <string>
#include <string_view>

#include "files/entry.hpp"
#include "output/colours.hpp"

namespace findo::output {

/// Appends the entry's path. Asks the system for no more than `colours` needs for an entry of its type.
/// Threads: any, for different entries at the same time, as for all functions here.
void append_coloured_path(std::string& out, files::Entry& entry, const Colours& colours);

/// Appends a part of it that ends in its last component: the path below the root, or the name.
void append_coloured_path(std::string& out, files::Entry& entry, std::string_view part,
                          const Colours& colours);

/// Appends what is known to be a directory on the way to something, such as what %h stands for.
void append_coloured_directory(std::string& out, std::string_view path, const Colours& colours);

/// Appends the text of the link that the entry is. It is looked up from the link's own directory: where it
/// leads nowhere, the directories that are there stand in the colour of directories, and the rest in that of
/// what is missing; its last component has the colour of what is found in the end, never that of a link.
void append_coloured_link_target(std::string& out, files::Entry& entry, std::string_view target,
                                 const Colours& colours);

}  // namespace findo::output
