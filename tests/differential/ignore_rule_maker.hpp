// Random files of ignore rules, aimed at the names of a tree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/random.hpp"

namespace findo::differential {

using support::Random;

/// A name for a file or a directory, from a small set that rules are made of as well; some need care in
/// rules.
std::string_view random_ignore_name(Random& random);

/// The text of a file of rules for a directory below which there are these paths.
std::string random_ignore_rules(Random& random, const std::vector<std::string>& paths);

}  // namespace findo::differential
