// What a test looks at, in words: the value that made it true or false.
#pragma once

#include <span>
#include <string>

#include "plan/matcher.hpp"

namespace findo::plan {

/// What the leaf has seen of the entry, which it has been asked about just before: "the size is 4096 bytes (8
/// blocks of 512)". Empty where it looks at nothing, or at nothing that a sentence could hold.
std::string value_of(const MatcherNode& leaf, files::Entry& entry, std::span<const char* const> argv);

/// "a directory".
std::string_view type_name(files::FileType type);

}  // namespace findo::plan
