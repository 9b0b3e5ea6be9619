// The form of what findo says about files: "findo: 'PATH': Permission denied".
#pragma once

#include <string>
#include <string_view>

namespace findo::base {

/// The name by which findo speaks of itself: the last component of argv[0]. Set once, before any thread
/// starts.
void set_program_name(std::string_view name);
std::string_view program_name();

/// One line, with its newline, about a path. The path is quoted so that no byte of it reaches a terminal as
/// such.
std::string path_message(std::string_view path, std::string_view sentence);

/// One line, with its newline, about nothing in particular.
std::string plain_message(std::string_view sentence);

}  // namespace findo::base
