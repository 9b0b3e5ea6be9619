// From what a date text says to the instant that it means.
#pragma once

#include "base/result.hpp"
#include "base/timestamp.hpp"
#include "language/date_items.hpp"

namespace findo::language {

/// The instant of `items` seen from `now`, in the zone of TZ (which must be what the tokens were cut under).
/// Errors: numbers out of their range, days that a month lacks, times of day that the local zone skips,
/// instants that cannot be represented.
base::Result<base::Timestamp, DateError> resolve_date(const DateItems& items, base::Timestamp now);

}  // namespace findo::language
