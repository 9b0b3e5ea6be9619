// One evaluation step by step, for somebody who wants to know why: each leaf with its truth and with what it
// looked at. Nothing is performed: an action counts as one that succeeded. What other entries decide is
// assumed, so that an action is reached if it can be.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "plan/program.hpp"

namespace findo::plan {

/// How one leaf fared.
struct TracedLeaf {
  enum class Answer : std::uint8_t {
    yes,
    no,
    not_asked,     ///< what came before had settled it
    reached,       ///< an action that a search would perform here
    assumed_true,  ///< the truth depends on the rest of the search
    assumed_false,
  };
  NodeIndex leaf;
  Answer answer = Answer::not_asked;
  std::string seen{};  ///< "the size is 4096 bytes", or why nothing could be seen
};

struct Trace {
  std::vector<TracedLeaf> leaves{};  ///< those asked in the order of asking, then the others as they stand
  bool truth = false;                ///< of the whole expression
  bool is_certain = true;            ///< an action is reached, or none is, whatever is assumed
};

/// Evaluates the tree for the visit's entry. `visit` tells afterwards whether an action was reached
/// (has_matched), whether the entry is not entered (pruned), and whether the search ends here (stop).
Trace trace(const MatcherTree& tree, const Program& program, files::Visit& visit,
            std::span<const char* const> argv);

}  // namespace findo::plan
