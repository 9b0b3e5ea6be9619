// Random operands: globs, regular expressions, formats, numbers, modes, dates.
#pragma once

#include <string>
#include <string_view>

#include "support/random.hpp"

namespace findo::differential {

using support::Random;

/// A glob that has a fair chance to match `name`.
std::string make_glob(Random& random, std::string_view name);

/// A regular expression that has a fair chance to match `path`; dialects differ in what it means.
std::string make_regex(Random& random, std::string_view path);

/// A -printf format. With `reproducible`, nothing that differs between two copies of one tree.
std::string make_format(Random& random, bool reproducible);

/// An operand of -perm: octal or symbolic, exact, all or any. Every symbolic clause says who.
std::string make_mode(Random& random);

/// `N`, `+N` or `-N` with N below `limit`.
std::string make_number(Random& random, std::size_t limit);

/// An operand of -size, near the boundaries of its unit.
std::string make_size(Random& random);

/// A date as -newermt takes it.
std::string make_date(Random& random);

/// One or more letters for -type.
std::string make_types(Random& random);

}  // namespace findo::differential
