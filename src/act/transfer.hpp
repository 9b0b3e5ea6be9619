// What -trash, -move-to, -copy-to and -link-to have in common: they take an entry as it was looked at, a
// directory with all that is in it, and put it elsewhere.
#pragma once

#include <unordered_set>

#include "act/action.hpp"
#include "act/file_identity.hpp"
#include "act/held_entry.hpp"
#include "act/journal.hpp"
#include "act/trouble.hpp"

namespace findo::act {

/// The entry that something is about to be done with.
struct Subject {
  files::Visit& visit;
  HeldEntry held;
  FileIdentity identity;  ///< of the file itself, no link followed, as it is now

  const files::Entry& entry() const { return visit.entry; }
};

/// An announcement of what is to be done with the entry, as it is known now. Errors: it cannot be looked at,
/// or nothing tells its path. Threads: any.
base::Result<Announcement, base::Errno> foresee(files::Entry& entry, const HeldEntry& held);

/// Checks before each act that the entry still is what it was when it was looked at: device, inode, type,
/// size and times. "." is left alone silently, as -delete leaves it, so that its entries are dealt with one
/// by one. A directory that has come to such an action is not entered, whether it worked or not.
class Transfer : public Action {
 public:
  /// `journal`: where it is recorded; null: nowhere.
  explicit Transfer(Journal* journal = nullptr) : journal_(journal) {}

  Influence influence() const override { return Influence::transfer; }
  void expect(files::Visit& visit) override;
  bool perform(files::Visit& visit) override;

 protected:
  Journal* journal() const { return journal_; }

  /// Says in the announcement what will be done. Threads: any.
  virtual void describe(Announcement& announcement, const files::Entry& entry, const HeldEntry& held) const;

  /// Does it. Errors: what keeps it from being done; then nothing has been.
  virtual base::Status<Trouble> carry_out(Subject& subject) = 0;

  /// Doing it changes the status of the file, and so of its other names, which are met later.
  void note_touched(const FileIdentity& identity);

 private:
  base::Result<Subject, Trouble> take_hold(files::Visit& visit) const;

  Journal* journal_;
  std::unordered_set<files::Identity, files::IdentityHash> touched_;  ///< of several names
};

}  // namespace findo::act
