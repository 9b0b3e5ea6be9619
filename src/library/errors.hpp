// Our errors as those of the public face.
#pragma once

#include <span>
#include <string_view>

#include "base/errno_code.hpp"
#include "findo/result.hpp"
#include "language/diagnostic.hpp"

namespace findo::library {

/// The name by which the library's command lines go, as word 0, which is not among a query's words.
inline constexpr const char* kName = "findo";

/// What is wrong with a query; `argv` has the name in front.
Error make_error(std::span<const char* const> argv, const language::Diagnostic& diagnostic);

Error make_error(base::Errno error);

/// A message as the program writes it, with its name and a newline around it, and the errno behind it.
Error make_error(std::string_view message, int code);

}  // namespace findo::library
