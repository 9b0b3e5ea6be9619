// Which readers there are, by name.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "files/reader.hpp"

namespace findo::files {

/// `automatic` stands for the fastest that this program has.
enum class ReaderKind : std::uint8_t { automatic, std_filesystem, posix, linux_native };

/// The kind called auto, std, posix or linux on the command line; nothing for any other name. Whether this
/// program was built with it is for make_reader() to say.
std::optional<ReaderKind> try_reader_kind(std::string_view name);

/// Makes a reader; null where this program was built without it, as it may be without `linux_native`.
std::unique_ptr<Reader> make_reader(ReaderKind kind);

}  // namespace findo::files
