// The door to libc's time zones: TZ, the local calendar and the names that the local zone goes by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "language/date_token.hpp"

namespace findo::language {

/// Makes `zone` the value of TZ for its lifetime, then brings back what was there.
/// Threads: changes the environment and libc's zone; no other thread may use either meanwhile.
class ScopedZone {
 public:
  explicit ScopedZone(const std::string& zone);
  ~ScopedZone();
  ScopedZone(const ScopedZone&) = delete;
  ScopedZone& operator=(const ScopedZone&) = delete;

 private:
  std::optional<std::string> before_;
};

/// A date text cut at the end of its `TZ="…"` prefix. `rest` is the offset of what follows, white space
/// skipped.
struct ZonePrefix {
  std::optional<std::string> zone;
  std::size_t rest = 0;
};

/// Takes a prefix `TZ="…"` off, in which `\\` and `\"` stand for `\` and `"`. White space may precede it.
/// Errors: the quotes are not closed, or another character follows a backslash.
base::Result<ZonePrefix, DateError> split_zone_prefix(std::string_view text);

/// The local calendar at an instant; nothing when its year does not fit.
std::optional<std::tm> local_calendar(std::int64_t seconds);

/// Makes mktime(3) choose in overlaps as it does in a process that has not used it yet: glibc and GNU's own
/// start their search from the offset that the last call ended with. Changes TZ for a moment, as ScopedZone.
void forget_local_instants();

/// Whether local_instant() has come upon a time that the clock skips or shows twice, in this thread and since
/// this was asked last: only then does mktime's memory matter.
bool take_choice();

/// The instant of local calendar fields, which are normalised as by mktime(3). Where the clock shows a time
/// twice, tm_isdst chooses; where that is negative, mktime's search does (see forget_local_instants).
/// Nothing when the instant cannot be represented; the fields are then unchanged.
std::optional<std::int64_t> local_instant(std::tm& fields);

/// An abbreviation that the local zone uses: `daylight` is 1 for summer time, 0 for standard time,
/// -1 where one name is used for both.
struct LocalZoneName {
  std::string name;
  int daylight = 0;
};

/// The names that the local zone uses at an instant and in the three quarters after it: at most two.
std::vector<LocalZoneName> local_zone_names(std::int64_t now_seconds);

/// White space as the date language has it, whatever the locale.
bool is_date_space(char c);

}  // namespace findo::language
