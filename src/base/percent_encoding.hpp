// Paths in a URI: bytes that may not stand there are two digits behind a percent sign (RFC 3986, 2.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace findo::base {

/// Appends the bytes, all encoded but letters, digits, slashes and the marks - . _ ~ (RFC 3986, 2.3).
void append_percent_encoded(std::string& out, std::string_view bytes);
std::string percent_encoded(std::string_view bytes);

/// The bytes again. Nothing where a percent sign is not followed by two digits.
std::optional<std::string> try_percent_decoded(std::string_view text);

}  // namespace findo::base
