// What a text must hold for a regular expression to match in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/text_encoding.hpp"

namespace findo::plan {

/// Literals of which every match holds at least one.
struct RequiredLiterals {
  std::vector<std::string> literals{};  ///< none: nothing can be said
  bool is_all = false;                  ///< holding one of them is all that it takes to match
};

/// For a pattern that RE2 accepts. What it does not understand it says nothing of. `rule` is how the pattern
/// is matched; under CaseRule::fold literals are compared without regard to the case of ASCII letters. Costs
/// time in proportion to the pattern, and no stack.
RequiredLiterals required_literals(std::string_view pattern, CaseRule rule);

}  // namespace findo::plan
