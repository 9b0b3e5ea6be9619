// -sort, -top and -keep.
#pragma once

#include <memory>

#include "plan/barrier.hpp"
#include "plan/sort_order.hpp"

namespace findo::plan {

/// True; entries go on in this order.
std::unique_ptr<Barrier> make_sort(std::size_t index, SortOrder order);

/// True of the first `count` in this order, which go on in it; then, if anything is to be done with them, the
/// others.
std::unique_ptr<Barrier> make_top(std::size_t index, SortOrder order, std::uint64_t count);

/// False of the first `count` in this order, of each group, and true of the others; all go on as they came.
std::unique_ptr<Barrier> make_keep(std::size_t index, SortOrder order, std::uint64_t count,
                                   language::KeepGroup group);

}  // namespace findo::plan
