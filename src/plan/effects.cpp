#include "plan/effects.hpp"

#include <algorithm>
#include <vector>

#include "plan/bind_barriers.hpp"

namespace findo::plan {
namespace {

using act::Influence;
using language::Primary;
using Kind = language::SyntaxNode::Kind;

/// Whether the leaf says the same of an entry whatever has become of other entries. Removing one name of a
/// file changes the number of its links and its change time; what follows a link may lead to what is removed,
/// and what looks into a directory finds it there, or not.
bool stands_alone(const MatcherNode& leaf) {
  constexpr files::FactSet kShared = files::Fact::links | files::Fact::change_time;
  constexpr Primary kLookingElsewhere[] = {Primary::xtype,      Primary::readable,   Primary::writable,
                                           Primary::executable, Primary::has,        Primary::has_no,
                                           Primary::tree_bytes, Primary::tree_newest};
  if (leaf.facts.holds_any(kShared) || leaf.follows_links) return false;
  return !leaf.row || std::find(std::begin(kLookingElsewhere), std::end(kLookingElsewhere),
                                leaf.row->primary) == std::end(kLookingElsewhere);
}

}  // namespace

act::Influence influence_of(const MatcherNode& leaf) {
  if (leaf.action) return leaf.action->influence();
  const bool comes_in_order = leaf.row && leaf.row->effect == language::Effect::world;
  return comes_in_order ? Influence::order : Influence::none;
}

Effects effects_of(const MatcherTree& tree, const Settings& settings) {
  Effects effects;
  effects.prunes = settings.safe_for_xargs || settings.unique;
  bool others = false;  // what must not come too late or too early where files are removed ahead
  bool all_stand_alone = settings.links == files::LinkPolicy::never;
  const std::vector<bool> reached = reached_in_walk(tree);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const MatcherNode& node = tree.nodes[i];
    if (node.kind != Kind::primary || !reached[i]) continue;
    const Influence influence = influence_of(node);
    effects.any |= influence != Influence::none;
    effects.removals |= influence == Influence::removal;
    effects.transfers |= influence == Influence::transfer;
    effects.disturbing |= influence == Influence::anything;
    others |= influence != Influence::none && influence != Influence::removal;
    // What a transfer asks of the file itself it asks again before it touches it.
    all_stand_alone &= influence == Influence::transfer || stands_alone(node);
    effects.prunes |= node.row && node.row->primary == Primary::prune;
    effects.prunes |= node.barrier && node.barrier->may_prune();
  }
  effects.removes_ahead = effects.removals && !others && all_stand_alone;
  effects.disturbing |= effects.removals && !effects.removes_ahead;
  // What has been put elsewhere is met by nobody; what is known of the others stays true where it stands
  // alone.
  effects.disturbing |= effects.transfers && !all_stand_alone;
  effects.prunes |= effects.transfers;
  return effects;
}

}  // namespace findo::plan
