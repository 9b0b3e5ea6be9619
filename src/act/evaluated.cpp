#include "act/evaluated.hpp"

namespace findo::act {

using files::Fact;
using files::FileType;
using files::FollowLinks;

/// Where links are followed the search has looked at what the link leads to; then that must be the same.
bool is_as_evaluated(const files::Entry& entry, At at, const FileIdentity& now, Likeness likeness) {
  const files::Facts& known = entry.kept_facts();
  if (!known.loaded.holds(Fact::type | Fact::device | Fact::inode)) return true;
  if (!known.loaded.holds(kIdentityFacts)) likeness = Likeness::file;
  const FileIdentity then = identity_of(known);
  const bool was_followed = entry.place().follow() == FollowLinks::yes && now.type == FileType::symbolic_link;
  if (!was_followed || then.type == FileType::symbolic_link) return is_alike(then, now, likeness);
  const auto behind = load_identity(at.directory, at.name, FollowLinks::yes);
  return behind && is_alike(then, *behind, likeness);
}

Trouble changed_meanwhile() { return {"it has changed since it was looked at"}; }

}  // namespace findo::act
