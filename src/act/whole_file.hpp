// Small files, read and written as a whole.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "act/held_entry.hpp"
#include "base/errno_code.hpp"
#include "base/result.hpp"

namespace findo::act {

/// Ten million lines of a plan or a record are less; what is longer is none.
inline constexpr std::uint64_t kMostWholeBytes = std::uint64_t{4} << 30U;

/// Everything from where the open file is to its end. Errors: EFBIG where that is more, which of a regular
/// file is known before any of it is read; those of read(2).
base::Result<std::string, base::Errno> read_whole(int file, std::uint64_t most_bytes = kMostWholeBytes);

/// The content of a file in an open directory, no link followed; empty where it cannot be read.
std::string read_whole(int directory, const char* name);

/// Writes all of the text.
base::Status<base::Errno> write_whole(int file, std::string_view text);

/// Makes a new file of this content, for the owner alone. Errors: EEXIST where the name is taken; of a file
/// that cannot be written nothing stays.
base::Status<base::Errno> write_whole(At at, std::string_view text);

}  // namespace findo::act
