#include "plan/barrier.hpp"

namespace findo::plan {

void Barrier::capture(files::Visit& visit, std::uint32_t step) const {
  const files::FactSet before = visit.entry.kept_facts().loaded;
  const files::FactSet needed = wanted();
  if (!(needed | kept_).empty()) {
    const auto facts = visit.entry.facts(needed | kept_);
    // What the rest of the expression cannot learn it will report itself.
    if (!facts && !needed.empty()) return visit.report(facts.error());
  }
  std::string order;
  append_order(order, visit, visit.entry.kept_facts());
  append_suspended(visit.rendered.to(stream()), order, visit, step, kept_,
                   passes_facts_on() ? kept_ : before);
  // A -limit only counts at retirement.
  if (visit.has_waited && limit_reached_ && *limit_reached_) visit.stop = true;
}

}  // namespace findo::plan
