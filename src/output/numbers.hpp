// Numbers as bytes, without a detour through a string of their own.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>

namespace findo::output {

/// Appends the number in the base, without a prefix.
inline void append_number(std::string& out, std::uint64_t number, int base = 10) {
  char digits[24];  // 2^64 - 1 has 20 decimal digits and 22 octal ones
  const auto [end, problem] = std::to_chars(digits, digits + sizeof digits, number, base);
  out.append(digits, end);
}

/// Appends permissions as chmod(1) takes them.
inline void append_octal(std::string& out, std::uint64_t number) { append_number(out, number, 8); }

/// What this many blocks of 512 bytes take in KiB, rounded up.
inline std::uint64_t kibibytes(std::int64_t blocks) { return (static_cast<std::uint64_t>(blocks) + 1) / 2; }

}  // namespace findo::output
