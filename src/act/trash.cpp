#include "act/trash.hpp"

#include <cerrno>
#include <ctime>

#include "act/transfer.hpp"
#include "act/trash_cans.hpp"

namespace findo::act {
namespace {

using base::Failure;

class Trash : public Transfer {
 public:
  using Transfer::Transfer;

  bool owns(files::Visit& visit) const override { return cans_.owns(visit); }
  void finish() override { cans_.finish(); }

 protected:
  void describe(Announcement& announcement, const files::Entry&, const HeldEntry&) const override {
    announcement.deed = Deed::trash;
  }

  base::Status<Trouble> carry_out(Subject& subject) override {
    const auto can = cans_.find(subject.held.directory);
    if (!can) return Failure{Trouble{"there is no trash for it: " + can.error().sentence, can.error().code}};
    const auto path = load_whole_path(subject.entry(), subject.held);
    if (!path) return Failure{trouble(path.error())};
    if ((*can)->holds(*path)) return Failure{Trouble{"it is in the trash already"}};
    const Announcement announcement{.deed = Deed::trash,
                                    .path = *path,
                                    .identity = subject.identity,
                                    .directory_time = load_modify_time(subject.held.directory)};
    auto status =
        record(journal(), announcement, subject.held.directory, [&] { return put(subject, *path, **can); });
    if (status) note_touched(subject.identity);
    return status;
  }

 private:
  /// Returns where it is in the trash.
  static base::Result<Done, Trouble> put(const Subject& subject, const std::string& path, TrashCan& can) {
    const auto trashed = can.put(subject.held.at(), subject.identity, path, std::time(nullptr));
    if (!trashed) return Failure{reason(trashed.error(), can, subject.identity)};
    return Done{can.path_of(trashed->name), false, trashed->other};
  }

  static Trouble reason(const Trouble& trouble, const TrashCan& can, const FileIdentity& identity) {
    if (trouble.code == EXDEV) {
      return {"its trash, " + base::name_quoted(can.path()) + ", is on another file system", trouble.code};
    }
    if (trouble.code == EINVAL && identity.is_directory()) return {"its trash is in it", trouble.code};
    return trouble;
  }

  TrashCans cans_;
};

}  // namespace

std::unique_ptr<Action> make_trash_action(Journal* journal) { return std::make_unique<Trash>(journal); }

}  // namespace findo::act
