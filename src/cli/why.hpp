// --why=PATH: whether a search would show PATH, and step by step why. The walk itself goes there, by the
// rules of the search, with a reader that shows it nothing else; nothing is performed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/guided_reader.hpp"
#include "cli/ways.hpp"
#include "plan/bind.hpp"
#include "plan/trace.hpp"

namespace findo::cli {

/// What became of one entry of the way.
struct StepFindings {
  Step directory;                    ///< of a directory that the walk wanted to enter
  std::optional<plan::Trace> trace;  ///< of the expression; none where it was not evaluated
  std::optional<plan::Trace> exclusion;
  bool is_excluded = false;
  std::string ignore_rule{};  ///< where the ignore rule stands that has left it out, and what it says
  bool is_pruned = false;
  bool ends_search = false;
  bool is_reached = false;  ///< an action of the expression was
};

/// What became of a way: a step for the root and one for each name.
struct WayFindings {
  std::vector<StepFindings> steps;
  std::vector<std::string> messages;  ///< what a search would have complained of
};

/// Walks along the way.
WayFindings follow(const Way& way, files::Reader& reader, const plan::Bound& bound,
                   std::span<const char* const> argv);

/// The explanation for all ways to the path, or that none leads there; text for standard output.
/// `roots` are those of the search, in order. It changes nothing but what reading changes.
std::string explain_path(std::string_view path, const std::vector<std::string>& roots, files::Reader& reader,
                         const plan::Bound& bound, std::span<const char* const> argv);

}  // namespace findo::cli
