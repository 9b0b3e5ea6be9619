// -D stat and -D search: a reader around another one that reports what is asked of it.
#pragma once

#include <memory>

#include "files/reader.hpp"

namespace findo::cli {

/// Makes it. What is reported depends on which of the two topics is logged.
std::unique_ptr<files::Reader> make_reporting_reader(std::unique_ptr<files::Reader> reader);

/// While one lives, this thread opens directories only to look into them, which is not reported as entering.
class OnlyLooking {
 public:
  OnlyLooking();
  OnlyLooking(const OnlyLooking&) = delete;
  OnlyLooking& operator=(const OnlyLooking&) = delete;
  ~OnlyLooking();
};

}  // namespace findo::cli
