// Memory given back before its owner is gone.
#pragma once

namespace findo::base {

/// Gives back what a string or a vector has reserved. `container = {}` does not: that assigns an empty list,
/// or an empty string, for which the room is kept.
template <class Container>
void release(Container& container) {
  Container().swap(container);
}

}  // namespace findo::base
