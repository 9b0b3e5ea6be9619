// What the trash keeps beside each file (freedesktop.org trash specification 1.0), as text.
#pragma once

#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace findo::act {

/// The content of a .trashinfo file: where the file was (from the root directory on, or from the top
/// directory of its file system), with all bytes escaped that are not harmless in a URL, and when it was
/// deleted, in local time.
std::string render_trash_info(std::string_view path, std::time_t deleted);

/// The n-th name to try in the trash for a file of that name, from 1 on: "a.txt", "a.2.txt", "a.3.txt" …
/// At most `most_bytes` long; longer names lose what is before the number, never a part of a character.
std::string trash_name(std::string_view name, unsigned n, std::size_t most_bytes);

}  // namespace findo::act
