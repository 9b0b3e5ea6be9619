#include "act/transfer.hpp"

#include <cerrno>

#include "act/copying.hpp"

namespace findo::act {
namespace {

using base::Failure;
using files::FileType;
using files::FollowLinks;

constexpr files::FactSet kExpectedFacts = kIdentityFacts | files::Fact::links;

}  // namespace

/// Where links are followed the search has looked at what the link leads to; then that must be the same.
bool is_as_evaluated(const files::Entry& entry, const HeldEntry& held, const FileIdentity& now,
                     Likeness likeness) {
  const files::Facts& known = entry.kept_facts();
  if (!known.loaded.holds(kIdentityFacts)) return true;
  const FileIdentity then = identity_of(known);
  const bool was_followed = entry.place().follow() == FollowLinks::yes && now.type == FileType::symbolic_link;
  if (!was_followed || then.type == FileType::symbolic_link) return is_alike(then, now, likeness);
  const auto behind = load_identity(held.directory, held.name.c_str(), FollowLinks::yes);
  return behind && is_alike(then, *behind, likeness);
}

void Transfer::expect(files::Visit& visit) { (void)visit.entry.facts(kExpectedFacts); }

void Transfer::note_touched(const FileIdentity& identity) {
  if (identity.links > 1 && !identity.is_directory()) touched_.insert(identity.file);
}

base::Result<Subject, Trouble> Transfer::take_hold(files::Visit& visit) const {
  auto held = hold(visit.entry);
  if (!held) return Failure{trouble(held.error())};
  const auto now = load_identity(held->directory, held->name.c_str());
  if (!now) return Failure{trouble(now.error())};
  const Likeness likeness = touched_.contains(now->file) ? Likeness::content : Likeness::status;
  if (!visit.is_touched && !is_as_evaluated(visit.entry, *held, *now, likeness)) {
    return Failure{changed_meanwhile()};
  }
  return Subject{visit, std::move(*held), *now};
}

bool Transfer::perform(files::Visit& visit) {
  if (visit.entry.base_name() == ".") return true;
  visit.has_acted = visit.pruned = true;
  auto subject = take_hold(visit);
  const auto status =
      subject ? carry_out(*subject) : base::Status<Trouble>(Failure{std::move(subject.error())});
  if (status) return true;
  const bool is_forgiven = status.error().code == ENOENT && visit.forgive_missing;
  if (!is_forgiven) visit.report_action(status.error().sentence);
  return false;
}

}  // namespace findo::act
