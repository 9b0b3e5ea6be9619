// The two parts of a path that -printf can show.
#pragma once

#include <string_view>

namespace findo::output {

/// %h: what is before the last slash that has something behind it; "." where there is none: "foo//" → ".".
/// What has at most one byte before its slashes loses the last of these only: "///" → "//", "/" → "", "./" →
/// ".", "a//" → "a/" (GNU find 4.9).
std::string_view leading_part(std::string_view path);

/// %f of a root: what is behind that slash, with one of the slashes at its end: "foo//" → "foo/" (GNU
/// find 4.9).
std::string_view last_part(std::string_view path);

}  // namespace findo::output
