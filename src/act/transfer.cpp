#include "act/transfer.hpp"

#include <cerrno>

#include "act/evaluated.hpp"

namespace findo::act {
namespace {

using base::Failure;

constexpr files::FactSet kExpectedFacts = kIdentityFacts | files::Fact::links;

}  // namespace

base::Result<Announcement, base::Errno> foresee(files::Entry& entry, const HeldEntry& held) {
  const auto facts = entry.unfollowed_facts(kIdentityFacts);
  if (!facts) return Failure{facts.error()};
  auto path = load_whole_path(entry, held);
  if (!path) return Failure{path.error()};
  Announcement announcement;
  announcement.path = std::move(*path);
  announcement.identity = identity_of(**facts);
  if (announcement.identity.is_directory()) {
    announcement.identity.origin = files::load_directory_origin(held.directory, held.name.c_str());
  }
  announcement.directory_time = load_modify_time(held.directory);
  return announcement;
}

void Transfer::expect(files::Visit& visit) {
  (void)visit.entry.facts(kExpectedFacts);
  if (!journal_) return;
  const auto held = hold(visit.entry);
  if (!held) return;
  auto announcement = foresee(visit.entry, *held);
  if (!announcement) return;
  describe(*announcement, visit.entry, *held);
  journal_->expect(std::move(*announcement));
}

void Transfer::describe(Announcement&, const files::Entry&, const HeldEntry&) const {}

void Transfer::note_touched(const FileIdentity& identity) {
  if (identity.links > 1 && !identity.is_directory()) touched_.insert(identity.file);
}

base::Result<Subject, Trouble> Transfer::take_hold(files::Visit& visit) const {
  auto held = hold(visit.entry);
  if (!held) return Failure{trouble(held.error())};
  const auto now = load_identity(held->directory, held->name.c_str());
  if (!now) return Failure{trouble(now.error())};
  const Likeness likeness = touched_.contains(now->file) ? Likeness::content : Likeness::status;
  if (!visit.is_touched && !is_as_evaluated(visit.entry, held->at(), *now, likeness)) {
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
  const bool is_forgiven = status.error().code == ENOENT && visit.forgives_loss;
  if (!is_forgiven) visit.report_action(status.error().sentence, status.error().code);
  return false;
}

}  // namespace findo::act
