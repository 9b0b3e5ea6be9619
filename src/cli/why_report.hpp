// What --why has found, as text: a line that answers, the way, the tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/why.hpp"

namespace findo::cli {

/// What became of the way. `reader` is asked again why the walk stopped where it did.
std::string report_way(const Way& way, const WayFindings& findings, files::Reader& reader,
                       const plan::Bound& bound, std::span<const char* const> argv);

/// None of the roots is above the path.
std::string report_no_way(std::string_view path, const std::vector<std::string>& roots);

}  // namespace findo::cli
