// Standard streams that were closed when the process began, or when a library was called.
#pragma once

#include <array>

#include "base/descriptor.hpp"

namespace findo::output {

/// A standard stream that is closed would give its number to the next file opened, which would then be
/// written into. While this lives its place is taken by something that fails as the closed stream would.
class ClosedStreamsFilled {
 public:
  ClosedStreamsFilled();

 private:
  std::array<base::Descriptor, 3> fillers_;
};

}  // namespace findo::output
