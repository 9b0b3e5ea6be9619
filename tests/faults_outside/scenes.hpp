// The command lines that are run, and the small tree that each of them finds.
#pragma once

#include <string>
#include <vector>

#include "faults_outside/tracer.hpp"

namespace findo::faults_outside {

/// What one command line is for, and what is to be expected of it.
struct Scene {
  std::string name;
  std::vector<std::string> words;     ///< without the program
  bool changes = false;               ///< files: it needs a tree of its own each time
  std::vector<std::string> before{};  ///< what is run first, untouched
  bool follows = false;               ///< links: what cannot be looked at through one is a broken one
};

const std::vector<Scene>& scenes();

/// Makes the tree and the places beside it below `top`, in the place of whatever was there.
void build_places(const std::string& top);

/// What findo is run with in these places.
Traced traced_in(const std::string& top, const std::string& findo, const std::vector<std::string>& words);

/// What stands in these places: a line for each entry. Below home, where times are written down, sizes are
/// left out.
std::string state_of(const std::string& top);

}  // namespace findo::faults_outside
