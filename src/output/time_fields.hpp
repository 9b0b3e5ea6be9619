// Times as %a and %A_ and their kin show them.
#pragma once

#include <string>

#include "base/timestamp.hpp"

namespace findo::output {

/// As ctime(3), with ten digits of fraction: "Tue Nov 24 02:49:00.1234567890 2026".
std::string full_time(base::Timestamp time);

/// One form of a time: `@` seconds since 1970, `+` date and time, else a letter of strftime(3); with GNU find's ten digits
/// of fraction where seconds are shown.
std::string time_field(base::Timestamp time, char letter);

}  // namespace findo::output
