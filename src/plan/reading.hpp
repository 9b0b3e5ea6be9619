// The whole search read out in English.
#pragma once

#include <span>
#include <string>

#include "plan/bind.hpp"

namespace findo::plan {

/// What the search does, in sentences without line breaks: where it starts, how it goes, and what it does
/// with what it meets. `roots` are the paths to start from, as typed; `argv` are the words that the trees
/// were bound from. An expression of more than some hundred leaves is not read out, which is said.
std::string read_out(const Bound& bound, std::span<const std::string_view> roots,
                     std::span<const char* const> argv);

/// The words of a leaf; of one that nobody has typed, its primary's where it is nothing else, or its label.
std::vector<std::string_view> words_of(const MatcherNode& leaf, std::span<const char* const> argv);

}  // namespace findo::plan
