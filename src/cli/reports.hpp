// What is said outside of a search: usage errors, texts that were asked for.
#pragma once

#include <span>
#include <string_view>

#include "language/diagnostic.hpp"

namespace findo::cli {

/// Writes the text, as far as it can be written.
void show(int descriptor, std::string_view text);

/// Shows what is wrong with the command line. Returns the exit status.
int report_usage(std::span<const char* const> argv, const language::Diagnostic& diagnostic);

/// Prints a text that was asked for. Returns the exit status.
int print_and_end(std::string_view text);

}  // namespace findo::cli
