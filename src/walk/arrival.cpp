#include "walk/arrival.hpp"

#include <cerrno>

#include "walk/messages.hpp"

namespace findo::walk {

using files::Fact;
using files::FileType;
using files::FollowLinks;

Arrival Doorkeeper::examine_root(files::Visit& visit) const {
  // GNU find 4.9: what an action does with a root comes too late for what is asked behind it.
  const auto facts = visit.entry.facts(files::kStatFacts);
  if (!facts) {
    visit.report(facts.error());
    return {};
  }
  const files::Facts& known = **facts;
  return {.is_shown = true,
          .may_descend = known.type == FileType::directory,
          .identity = {known.device, known.inode},
          .root_device = known.device};
}

/// In a directory that may be listed but not searched, what looks like a directory cannot be entered or
/// looked at.
void Doorkeeper::check_search(const files::Entry& entry) {
  const bool matters = entry.known_type() == FileType::directory || expedition_.settings.check_search;
  if (!matters || search_is_checked_ || expedition_.is_superuser) return;
  search_is_checked_ = true;
  files::Facts facts{};
  place_.searchable = static_cast<bool>(
      expedition_.reader.load_facts(place_.parent, ".", FollowLinks::no, Fact::type, facts));
}

/// Makes sure of the entry's type where the directory did not tell. A type that cannot be told is reported,
/// but the name alone is still shown, save for a link that leads round in a circle (GNU find 4.9).
bool Doorkeeper::knows_type(files::Visit& visit, Arrival& arrival) {
  files::Entry& entry = visit.entry;
  check_search(entry);
  const bool is_directory = entry.known_type() == FileType::directory;
  const bool follows = place_.follow() == FollowLinks::yes;
  const bool needs_load = entry.known_type() == FileType::unknown ||
                          (is_directory && (follows || !place_.is_listing_reliable())) ||
                          (follows && entry.known_type() == FileType::symbolic_link);
  if (!needs_load) return true;
  // As of a root, so of a directory.
  const files::FactSet needed = Fact::type | Fact::device | Fact::inode;
  const auto facts = entry.facts(expedition_.settings.squashes ? files::kStatFacts : needed);
  if (facts) return true;
  visit.report_of_walk(facts.error());
  arrival.is_shown = facts.error().code != ELOOP;
  arrival.type_is_doubtful = true;
  entry.forget_type();
  return false;
}

/// -xdev and -mount. False: the entry is on another device and is not even to be shown.
bool Doorkeeper::passes_device(files::Visit& visit, Arrival& arrival, bool is_directory) const {
  const WalkSettings& settings = expedition_.settings;
  if (!settings.skip_mounts && !(settings.stay_on_device && is_directory)) return true;
  const auto facts = visit.entry.facts(Fact::device);
  if (!facts || (*facts)->device == directory_.root_device) return true;
  arrival.may_descend = false;
  return !settings.skip_mounts;
}

/// Whether the directory is one of those that lead to it; then it is reported and not shown.
bool Doorkeeper::closes_loop(files::Visit& visit, files::Identity identity) const {
  for (const Directory* above = &directory_; above->parent; above = above->parent) {
    if (above->identity != identity) continue;
    if (expedition_.settings.ends_loops_silently) return true;
    const std::string ancestor(path_.prefix_at(above->depth));
    visit.add_failure(loop_failure(visit.entry.path(), ancestor));
    return true;
  }
  return false;
}

Arrival Doorkeeper::examine(files::Visit& visit) {
  files::Entry& entry = visit.entry;
  const WalkSettings& settings = expedition_.settings;
  Arrival arrival{.is_shown = true, .root_device = directory_.root_device};
  if (place_.depth == 0) {
    arrival = examine_root(visit);
  } else if (knows_type(visit, arrival)) {
    const bool is_directory = entry.known_type() == FileType::directory;
    arrival.may_descend = is_directory;
    if (!passes_device(visit, arrival, is_directory)) return {};
    if (is_directory && settings.links == files::LinkPolicy::always) {
      const files::Facts& facts = entry.kept_facts();
      arrival.identity = {facts.device, facts.inode};
      if (closes_loop(visit, arrival.identity)) return {};
    }
  }
  arrival.may_descend &= place_.depth < settings.max_depth;
  arrival.is_shown &= place_.depth >= settings.min_depth;
  return arrival;
}

}  // namespace findo::walk
