// Which readers there are, by name.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "files/reader.hpp"

namespace findo::files {

enum class ReaderKind : std::uint8_t { automatic, std_filesystem, linux_native };

/// auto, std, linux.
std::optional<ReaderKind> try_reader_kind(std::string_view name);

/// Makes a reader; null where this program was built without it. `automatic` is the fastest there is.
std::unique_ptr<Reader> make_reader(ReaderKind kind);

}  // namespace findo::files
