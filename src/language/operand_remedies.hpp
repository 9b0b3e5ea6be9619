// What a malformed operand was probably meant to be. Each function gives a line that says what to write
// instead ("did you mean 10M?"), or, where it cannot guess, what may be written.
#pragma once

#include <string>
#include <string_view>

namespace findo::language {

/// The letter that -size has for a unit of size as people write it ("MB", "kib", "bytes"); 0 where it is
/// none.
char size_letter(std::string_view unit);

/// The letter that -mtime has for a unit of time as people write it ("days", "min"); 0 where it is none.
char time_letter(std::string_view unit);

/// Of a number with a sign: "0x10", ">5", "1,000", "+-1". Empty where there is no guess.
std::string remedy_for_number(std::string_view text);

/// Of -size: "10MB", "1.5M", ">10M".
std::string remedy_for_size(std::string_view text);

/// Of -mtime and its kin: "2weeks", "1.5h". `primary` is the word itself, `date_test` what compares the same
/// time with a date: -newermt.
std::string remedy_for_age(std::string_view primary, std::string_view date_test, std::string_view text);

/// Of -mmin and its kin: "5m", "2hours". `primary` is the word itself.
std::string remedy_for_minutes(std::string_view primary, std::string_view text);

/// Of -newermt and its kin: "31/12/2025", "31.12.2025".
std::string remedy_for_date(std::string_view text);

/// Of -type: "file", "fd", "F".
std::string remedy_for_types(std::string_view text);

/// Of -perm: "0x644", "rwxr-xr-x", "888".
std::string remedy_for_mode(std::string_view text);

}  // namespace findo::language
