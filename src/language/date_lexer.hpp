// Cuts a date text into tokens.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "language/date_token.hpp"
#include "language/date_zones.hpp"

namespace findo::language {

/// The tokens of `text` from byte `start` on; their ranges count from the beginning of `text`.
/// White space separates and is dropped, and so are comments in parentheses, which nest and may lack their
/// end, and signs without a number.
/// Errors: an unknown word, a character with no meaning, a number that does not fit 64 bits.
base::Result<std::vector<Token>, DateError> cut_date_tokens(std::string_view text, std::size_t start,
                                                            std::span<const LocalZoneName> local_zones);

}  // namespace findo::language
