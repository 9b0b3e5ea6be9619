// Which word was meant by one that does not exist.
#pragma once

#include <span>
#include <string_view>

namespace findo::language {

/// The word of `candidates` that the user may have meant, or an empty one. Two keys struck in the wrong
/// order, a key next to the right one and a letter in the wrong case count for less than other slips; all of
/// them together may come to a third of the letters, in a word of one letter to no more than its case. Of
/// several that are as near, the shortest.
std::string_view nearest_word(std::string_view typed, std::span<const std::string_view> candidates);

}  // namespace findo::language
