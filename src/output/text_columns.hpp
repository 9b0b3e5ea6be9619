// How much of a terminal's line a text takes up.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace findo::output {

/// The columns that a terminal needs for a text which it may be shown (base::append_shown): characters of
/// East Asia take two, those that combine with the one before them none. Threads: any, once the locale is
/// set.
std::size_t columns_of(std::string_view text);

/// The text, if it fits into so many columns; else "..." and as much of its end as does. Fewer columns than
/// that takes show nothing.
std::string end_that_fits(std::string_view text, std::size_t columns);

}  // namespace findo::output
