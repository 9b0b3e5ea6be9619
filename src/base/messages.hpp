// The form of what findo says about files: "findo: 'PATH': Permission denied".
#pragma once

#include <string>
#include <string_view>

namespace findo::base {

/// The name by which findo speaks of itself: the last component of argv[0]. Set while no other thread is at
/// work.
void set_program_name(std::string_view name);
std::string_view program_name();

/// One line, with its newline, about a path. The path is quoted so that no byte of it reaches a terminal as
/// such.
std::string path_message(std::string_view path, std::string_view sentence);

/// One line, with its newline, about nothing in particular.
std::string plain_message(std::string_view sentence);

/// What such a line says. The views live as long as it does.
struct MessageParts {
  std::string_view text;      ///< without the program's name and the newline
  std::string_view sentence;  ///< the same without the path
  bool has_path = false;
  std::string path{};  ///< its bytes, without quotes
};

/// Takes a line apart again: what name_quoted() has written can be read back.
MessageParts read_message(std::string_view line);

}  // namespace findo::base
