#include "plan/trace.hpp"

#include "plan/explain.hpp"
#include "plan/values.hpp"

namespace findo::plan {
namespace {

using language::Primary;
using Answer = TracedLeaf::Answer;

/// Whether the truth of a test depends on the entries before this one.
bool depends_on_others(const MatcherNode& leaf) {
  if (!leaf.row || leaf.action || leaf.row->effect != language::Effect::world) return false;
  return leaf.row->primary != Primary::quit;
}

Answer ask(const Step& step, const MatcherNode& leaf, files::Visit& visit) {
  if (step.action) {
    visit.has_matched = true;
    visit.stop |= leaf.row && leaf.row->primary == Primary::exit;
    return Answer::reached;
  }
  // A barrier lets pass what the other entries leave it.
  if (step.barrier || depends_on_others(leaf)) return Answer::taken;
  return step.test->holds(visit) ? Answer::yes : Answer::no;
}

/// What was seen may have been nothing: then the error tells why.
std::string seen_by(const MatcherNode& leaf, files::Visit& visit, std::span<const char* const> argv) {
  if (visit.reported != 0) return "it cannot be told: " + base::describe(base::Errno{visit.reported});
  return value_of(leaf, visit.entry, argv);
}

}  // namespace

Trace trace(const MatcherTree& tree, const Program& program, files::Visit& visit,
            std::span<const char* const> argv) {
  Trace result;
  std::vector<bool> is_asked(tree.nodes.size());
  std::uint32_t next = program.start();
  while (next < Program::kEndTrue && !visit.stop) {
    const Step& step = program.step(next);
    const MatcherNode& leaf = tree.nodes[step.node];
    visit.reported = 0;
    const Answer answer = ask(step, leaf, visit);
    result.leaves.push_back({step.node, answer, answer == Answer::reached ? "" : seen_by(leaf, visit, argv)});
    is_asked[step.node] = true;
    next = answer == Answer::no ? step.if_false : step.if_true;
  }
  result.truth = next == Program::kEndTrue;
  for (const NodeIndex leaf : leaves_in_order(tree)) {
    if (!is_asked[leaf]) result.leaves.push_back({leaf, Answer::not_asked});
  }
  return result;
}

}  // namespace findo::plan
