// Words for people: shell quoting and short differences.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace findo::differential {

/// The word as bash takes it; bytes that a terminal would not show are written as $'…'.
std::string quote_for_shell(std::string_view word);

/// The words quoted, with spaces between them.
std::string quote_for_shell(const std::vector<std::string>& words);

/// The lines in which the texts differ, with `-` (expected) and `+` (found), a dozen at most.
std::string short_difference(std::string_view expected, std::string_view found);

}  // namespace findo::differential
