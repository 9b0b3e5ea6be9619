#include "act/moving.hpp"

#include "act/evaluated.hpp"

namespace findo::act {

using base::Failure;

base::Result<Moved, Trouble> move_file(At from, At to, const FileIdentity& identity, Replacing replacing) {
  Moved moved;
  moved.has_replaced = replacing == Replacing::files && load_identity(to.directory, to.name);
  const auto renamed = rename_to(from, to, identity.type, replacing);
  if (!renamed) return Failure{trouble(renamed.error())};
  const auto now = load_identity(to.directory, to.name);
  if (!now || is_still(identity, *now)) return moved;
  if (is_alike(identity, *now, Likeness::content)) {
    moved.other = *now;
    return moved;
  }
  if (!moved.has_replaced && rename_to(to, from, now->type, Replacing::never)) {
    return Failure{changed_meanwhile()};
  }
  moved.other = *now;
  return moved;
}

}  // namespace findo::act
