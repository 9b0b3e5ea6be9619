// What a tree looks like, as text that two trees can be compared by.
#pragma once

#include <string>

namespace findo::support {

/// A line for each entry below `top`, sorted: type, permissions, number of links, owner, size (of files
/// only), path and a link's target. Times and inodes are left out: two trees made alike differ in them. Names
/// are quoted.
std::string snapshot_of(const std::string& top);

}  // namespace findo::support
