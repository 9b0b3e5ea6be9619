// Small files, read and written as a whole.
#pragma once

#include <string>
#include <string_view>

#include "act/held_entry.hpp"
#include "base/errno_code.hpp"
#include "base/result.hpp"

namespace findo::act {

/// Everything from where the open file is to its end.
base::Result<std::string, base::Errno> read_whole(int file);

/// The content of a file in an open directory, no link followed; empty where it cannot be read.
std::string read_whole(int directory, const char* name);

/// Writes all of the text.
base::Status<base::Errno> write_whole(int file, std::string_view text);

/// Makes a new file of this content, for the owner alone. Errors: EEXIST where the name is taken; of a file
/// that cannot be written nothing stays.
base::Status<base::Errno> make_whole(At at, std::string_view text);

}  // namespace findo::act
