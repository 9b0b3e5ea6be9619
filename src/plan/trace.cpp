#include "plan/trace.hpp"

#include <optional>

#include "plan/explain.hpp"
#include "plan/values.hpp"

namespace findo::plan {
namespace {

using language::Primary;
using Answer = TracedLeaf::Answer;

/// How the truth of a leaf that is no action is had.
enum class Source : std::uint8_t { asking, always_true, assuming };

Source source_of(const MatcherNode& leaf) {
  if (!leaf.row) return Source::asking;
  const Primary primary = leaf.row->primary;
  if (primary == Primary::sort || primary == Primary::limit) return Source::always_true;
  if (primary == Primary::quit) return Source::asking;
  return leaf.barrier || leaf.row->effect == language::Effect::world ? Source::assuming : Source::asking;
}

/// Where evaluations of an entry lead to by one assumption or another. Asks in a visit of its own.
class Outcomes {
 public:
  Outcomes(const MatcherTree& tree, const Program& program, files::Entry& entry)
      : tree_(tree), program_(program), visit_{entry, messages_}, known_(program.count()) {}

  /// Whether from this step on an action can be reached, and whether it can be missed.
  struct Outcome {
    bool reaches = false;
    bool misses = false;
  };
  Outcome from(std::uint32_t next) {
    visit_.stop = false;
    while (next < Program::kEndTrue && !visit_.stop) {
      const Step& step = program_.step(next);
      if (step.action) return {.reaches = true};
      const Source source = source_of(tree_.nodes[step.node]);
      if (source == Source::assuming) return fork(next);
      next = program_.next(next, source == Source::always_true || step.test->holds(visit_));
    }
    return {.misses = true};
  }

 private:
  Outcome fork(std::uint32_t step) {
    if (!known_[step]) {
      const Outcome one = from(program_.next(step, true));
      const Outcome other = from(program_.next(step, false));
      known_[step] = {one.reaches || other.reaches, one.misses || other.misses};
    }
    return *known_[step];
  }

  const MatcherTree& tree_;
  const Program& program_;
  base::Rendered messages_{};
  files::Visit visit_;
  std::vector<std::optional<Outcome>> known_;
};

/// What was seen may have been nothing: then the error tells why.
std::string seen_by(const MatcherNode& leaf, files::Visit& visit, std::span<const char* const> argv) {
  if (visit.reported != 0) return "it cannot be told: " + base::describe(base::Errno{visit.reported});
  return value_of(leaf, visit.entry, argv);
}

/// A leaf that other entries decide.
Answer assume(std::uint32_t step, const Program& program, const files::Visit& visit, Outcomes& outcomes,
              Trace& trace) {
  const auto if_true = outcomes.from(program.next(step, true));
  const auto if_false = outcomes.from(program.next(step, false));
  if (!visit.has_matched && (if_true.reaches || if_false.reaches) && (if_true.misses || if_false.misses))
    trace.is_certain = false;
  if (if_true.reaches || if_false.reaches)
    return if_true.reaches ? Answer::assumed_true : Answer::assumed_false;
  // The side where more is asked tells more.
  const bool is_end = program.next(step, true) >= Program::kEndTrue;
  return is_end && program.next(step, false) < Program::kEndTrue ? Answer::assumed_false
                                                                 : Answer::assumed_true;
}

Answer reach(const MatcherNode& leaf, files::Visit& visit) {
  visit.has_matched = true;
  visit.stop |= leaf.row && leaf.row->primary == Primary::exit;
  return Answer::reached;
}

}  // namespace

Trace trace(const MatcherTree& tree, const Program& program, files::Visit& visit,
            std::span<const char* const> argv) {
  Trace result;
  Outcomes outcomes(tree, program, visit.entry);
  std::vector<bool> is_asked(tree.nodes.size());
  std::uint32_t next = program.start();
  while (next < Program::kEndTrue && !visit.stop) {
    const Step& step = program.step(next);
    const MatcherNode& leaf = tree.nodes[step.node];
    visit.reported = 0;
    Answer answer = Answer::yes;
    const Source source = source_of(leaf);
    if (step.action) {
      answer = reach(leaf, visit);
    } else if (source == Source::assuming) {
      answer = assume(next, program, visit, outcomes, result);
    } else if (source == Source::asking) {
      answer = step.test->holds(visit) ? Answer::yes : Answer::no;
    }
    result.leaves.push_back({step.node, answer, answer == Answer::reached ? "" : seen_by(leaf, visit, argv)});
    is_asked[step.node] = true;
    next = program.next(next, answer != Answer::no && answer != Answer::assumed_false);
  }
  result.truth = next == Program::kEndTrue;
  for (const NodeIndex leaf : leaves_in_order(tree)) {
    if (!is_asked[leaf]) result.leaves.push_back({leaf, Answer::not_asked});
  }
  return result;
}

}  // namespace findo::plan
