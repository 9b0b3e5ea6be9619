// Exact quantities: what -bytes and -age take. Every comparison becomes a closed range of whole bytes or
// nanoseconds, so that nothing is rounded and nothing depends on floating point.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "base/result.hpp"
#include "base/timestamp.hpp"
#include "language/operands.hpp"

namespace findo::language {

/// Sizes from `least` to `most` bytes, both included; none where least > most.
struct ByteRange {
  std::uint64_t least = 0;
  std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

  bool accepts(std::uint64_t bytes) const { return bytes >= least && bytes <= most; }
};

/// range = ["+" | "-"] size | size ".." [size] | ".." size;  size = digits ["." digits] [unit]
/// Units, of any case: k M G T P E and KiB MiB … are powers of 1024 as the letters of -size are, KB MB …
/// powers of 1000, B is a byte, which is also meant where there is none. Both ends of a range belong to it.
/// Errors: what is no such thing, more than 2^64-1 bytes, an exact size that is not whole, a range whose end
/// comes before its beginning.
base::Result<ByteRange, OperandError> parse_byte_range(std::string_view text);

/// Ages from `least` to `most`, both included. What lies in the future has a negative age.
struct AgeRange {
  base::Timestamp least{std::numeric_limits<std::int64_t>::min(), 0};
  base::Timestamp most{std::numeric_limits<std::int64_t>::max(), 0};
  bool is_exact = false;  ///< one single nanosecond, which hardly anything hits

  bool accepts(base::Timestamp age) const { return age >= least && age <= most; }
};

/// range = ["+" | "-"] span | span ".." [span] | ".." span;  span = "0" | { digits ["." digits] unit }
/// Units: ns us ms, s sec seconds, m min minutes, h hours, d days, w weeks, mo months, y years and what is
/// usual between these; a year is 365.25 days and a month a twelfth of it. The numbers of a span are summed.
/// Errors: what is no such thing, fractions of nanoseconds, spans that are longer than time is, a range whose
/// end comes before its beginning.
base::Result<AgeRange, OperandError> parse_age_range(std::string_view text);

}  // namespace findo::language
