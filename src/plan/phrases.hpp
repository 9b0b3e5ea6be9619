// One leaf of an expression in English: what it asks, or what it does.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "language/primaries.hpp"

namespace findo::plan {

/// What a leaf says. A test has two sides, an action and an option only `yes`. A barrier is a test as well as
/// something that is done.
struct Phrase {
  std::string yes;     ///< "its name matches '*.c'", "print its path"
  std::string no;      ///< "its name does not match '*.c'"
  std::string told{};  ///< of a barrier: "wait until everything has been walked, and go on ..."
};

/// The phrase of a primary as it was typed, with its operands; `words` may be the primary alone where nobody
/// has typed it. A primary that has no phrase of its own is quoted, with what the table says of it.
Phrase phrase_of(const language::PrimaryRow& row, std::span<const std::string_view> words);

/// The words as one types them into a shell.
std::string typed(std::span<const std::string_view> words);

}  // namespace findo::plan
