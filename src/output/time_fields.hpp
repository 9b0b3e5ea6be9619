// Times as %a and %A_ and their kin show them, in the user's time zone and language.
#pragma once

#include <ctime>
#include <string>

#include "base/timestamp.hpp"

namespace findo::output {

/// Appends the time as ctime(3) would, in English, with ten digits of fraction:
/// "Tue Nov 24 02:49:00.1234567890 2026".
void append_full_time(std::string& out, base::Timestamp time);

/// Appends one form of the time: `@` seconds since 1970, `+` date and time of day, else a letter of
/// strftime(3); with ten digits of fraction behind the seconds of `@ + S T X`. Every byte is accepted; what
/// strftime does not know stands for itself.
void append_time_field(std::string& out, base::Timestamp time, char letter);

/// The time in the local zone; null where its year is beyond what struct tm holds. Each thread keeps its last
/// answer, to which this points until the thread's next call.
const std::tm* try_local_time(std::int64_t seconds);

/// Appends what strftime(3) makes of `format`, however long. An empty result is none of its errors.
void append_strftime(std::string& out, const char* format, const std::tm& local);

}  // namespace findo::output
