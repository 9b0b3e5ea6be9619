// Any bytes as text of 64 harmless characters: RFC 4648, section 4, with padding.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace findo::base {

/// Appends the bytes so written.
void append_base64(std::string& out, std::string_view bytes);

/// The bytes that the text stands for. Nothing where it is not exactly what append_base64 would have written.
std::optional<std::string> try_base64(std::string_view text);

}  // namespace findo::base
