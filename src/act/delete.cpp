#include "act/delete.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "act/evaluated.hpp"

namespace findo::act {
namespace {

class Delete : public Action {
 public:
  Influence influence() const override { return Influence::removal; }

  void expect(files::Visit& visit) override { (void)visit.entry.facts(kWho); }

  bool perform(files::Visit& visit) override {
    files::Entry& entry = visit.entry;
    if (entry.name() == ".") return true;
    visit.has_acted = true;
    const auto directory = entry.reader().open_descriptor(entry.place().parent);
    if (!directory) return fail(visit, directory.error());
    const auto type = entry.type();
    const bool is_directory = type && *type == files::FileType::directory;
    // Of a directory nothing can be lost: only an empty one is removed.
    if (visit.has_waited && !is_directory && !is_still_the_same(visit, {*directory, entry.name_c_str()})) {
      visit.report_action(changed_meanwhile().sentence);
      return false;
    }
    if (unlinkat(*directory, entry.name_c_str(), is_directory ? AT_REMOVEDIR : 0) == 0) return true;
    // A file system that does not tell types, or a file that has changed into a directory.
    if (errno == EISDIR && unlinkat(*directory, entry.name_c_str(), AT_REMOVEDIR) == 0) return true;
    return fail(visit, base::last_errno());
  }

 private:
  static constexpr files::FactSet kWho = files::Fact::type | files::Fact::device | files::Fact::inode;

  /// A file that grows is still the same; one that somebody has put in its place is not.
  static bool is_still_the_same(const files::Visit& visit, At at) {
    if (visit.is_touched) return true;
    const auto now = load_identity(at.directory, at.name);
    return !now || is_as_evaluated(visit.entry, at, *now, Likeness::file);
  }

  /// GNU find 4.9: under -ignore_readdir_race what has gone by itself counts as deleted.
  static bool fail(files::Visit& visit, base::Errno error) {
    if (error.code == ENOENT && visit.forgive_missing) return true;
    visit.report_action(error);
    return false;
  }
};

}  // namespace

std::unique_ptr<Action> make_delete_action() { return std::make_unique<Delete>(); }

}  // namespace findo::act
