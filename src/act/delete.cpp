#include "act/delete.hpp"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

#include "act/evaluated.hpp"
#include "act/transfer.hpp"

namespace findo::act {
namespace {

using base::Failure;

class Delete : public Action {
 public:
  explicit Delete(const GivenNames* kept) : kept_(kept) {}

  Influence influence() const override { return Influence::removal; }

  void expect(files::Visit& visit) override { (void)visit.entry.facts(kWho); }

  bool perform(files::Visit& visit) override {
    if (visit.entry.name() == ".") return true;
    visit.has_acted = true;
    const auto status = remove(visit);
    if (status) return true;
    // GNU find 4.9: under -ignore_readdir_race what has gone by itself counts as deleted.
    if (status.error().code == ENOENT && visit.forgives_loss) return true;
    visit.report_action("cannot delete it: " + status.error().sentence, status.error().code);
    return false;
  }

 protected:
  virtual base::Status<Trouble> remove(files::Visit& visit) {
    files::Entry& entry = visit.entry;
    // What is looked at again must be what is removed, so a path is gone along once for both.
    if (visit.has_waited && entry.depth() == 0) {
      const auto held = hold(entry);
      if (!held) return Failure{trouble(held.error())};
      return remove_at(visit, held->at());
    }
    const auto directory = entry.reader().open_descriptor(entry.place().parent);
    if (!directory) return Failure{trouble(directory.error())};
    return remove_at(visit, {*directory, entry.name_c_str()});
  }

 private:
  static constexpr files::FactSet kWho = files::Fact::type | files::Fact::device | files::Fact::inode;

  /// GNU find 4.9: a link to a directory, where links are followed, is a directory that cannot be removed.
  /// Who applies a plan knows of a link only what it is itself.
  static bool is_taken_for_directory(files::Entry& entry) {
    const auto type = entry.type();
    if (!type) return false;
    if (*type != files::FileType::symbolic_link || entry.place().follow() == files::FollowLinks::no) {
      return *type == files::FileType::directory;
    }
    const auto behind = entry.followed_facts(files::Fact::type);
    return behind && (*behind)->type == files::FileType::directory;
  }

  base::Status<Trouble> remove_at(files::Visit& visit, At at) const {
    if (kept_ && kept_->contains(at)) return Failure{Trouble{"this run was to move it there"}};
    const bool is_directory = is_taken_for_directory(visit.entry);
    // Of a directory nothing can be lost: only an empty one is removed.
    if (visit.has_waited && !is_directory && !is_still_the_same(visit, at)) {
      return Failure{changed_meanwhile()};
    }
    if (unlinkat(at.directory, at.name, is_directory ? AT_REMOVEDIR : 0) == 0) return {};
    // A file system that does not tell types, or a file that has changed into a directory.
    if (errno == EISDIR && unlinkat(at.directory, at.name, AT_REMOVEDIR) == 0) return {};
    return Failure{trouble(base::last_errno())};
  }

  /// A file that grows is still the same; one that somebody has put in its place is not.
  static bool is_still_the_same(const files::Visit& visit, At at) {
    if (visit.is_touched) return true;
    const auto now = load_identity(at.directory, at.name);
    return !now || is_as_evaluated(visit.entry, at, *now, Likeness::file);
  }

  const GivenNames* kept_;
};

/// A deletion of which there is a record. It happens in its turn, so that it can be announced with others.
class RecordedDelete : public Delete {
 public:
  RecordedDelete(Journal& journal, const GivenNames* kept) : Delete(kept), journal_(journal) {}

  Influence influence() const override { return Influence::transfer; }

  void expect(files::Visit& visit) override {
    Delete::expect(visit);
    if (auto announcement = announcement_of(visit.entry)) journal_.expect(std::move(*announcement));
  }

 protected:
  base::Status<Trouble> remove(files::Visit& visit) override {
    const auto announcement = announcement_of(visit.entry);
    if (!announcement) return Failure{trouble(announcement.error())};
    return record(&journal_, *announcement, -1, [&]() -> base::Result<Done, Trouble> {
      if (auto status = Delete::remove(visit); !status) return Failure{std::move(status.error())};
      return Done{};
    });
  }

 private:
  static base::Result<Announcement, base::Errno> announcement_of(files::Entry& entry) {
    const auto held = hold(entry);
    if (!held) return Failure{held.error()};
    auto announcement = foresee(entry, *held);
    if (announcement) announcement->deed = Deed::remove;
    return announcement;
  }

  Journal& journal_;
};

}  // namespace

std::unique_ptr<Action> make_delete_action(Journal* journal, const GivenNames* kept) {
  if (journal) return std::make_unique<RecordedDelete>(*journal, kept);
  return std::make_unique<Delete>(kept);
}

}  // namespace findo::act
