// Whether a run with a fault went as it may go.
#pragma once

#include <string>

#include "faults_outside/scenes.hpp"
#include "faults_outside/tracer.hpp"

namespace findo::faults_outside {

/// How the places looked, and what was said.
struct Course {
  Ending ending;
  std::string state_before;
  std::string state;
};

/// What is wrong with a run, as a few words that are the same for all runs of which the same is wrong; empty
/// where nothing is. `undisturbed` is the same scene without a fault.
std::string judge(const Scene& scene, const Fault& fault, const Course& undisturbed, const Course& course);

/// A run that ends well although memory has not sufficed may show less than it should, after a message, and
/// nothing that is wrong.
std::string judge_out_of_memory(const Scene& scene, const Course& undisturbed, const Course& course);

}  // namespace findo::faults_outside
