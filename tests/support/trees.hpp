// The named trees on which the line tests run. Everything in them is fixed, times too, so that a whole line
// of output can be expected; only the tree `times` is made relative to the present.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/tree_spec.hpp"

namespace findo::support {

/// Names of all trees; what each is for stands beside its maker in trees.cpp.
const std::vector<std::string_view>& tree_names();

/// The tree of that name, which must be one of tree_names(). `devices` and `labels` need root, `attributes`
/// and `labels` a file system that keeps_attributes().
TreeSpec named_tree(std::string_view name);

/// The moment that every entry of the fixed trees was last read and changed: 2020-01-02 03:04:05.678901234
/// UTC.
inline constexpr timespec kFixedTime{1577934245, 678901234};

}  // namespace findo::support
