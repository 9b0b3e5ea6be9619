// Lists of fields, as -csv and -table take them.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "files/fields.hpp"
#include "language/operands.hpp"

namespace findo::plan {

/// list = field { "," field }
/// Errors: a name that is none, or is missing; the nearest one is proposed.
base::Result<std::vector<files::Field>, language::OperandError> parse_fields(std::string_view text);

}  // namespace findo::plan
