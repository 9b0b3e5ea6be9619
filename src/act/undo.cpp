// The record is gone through backwards, in the order in which things happened, which need not be that in
// which they were announced. A run that came to its end has told of all that it did. What a killed run had
// announced may have happened or not: the file itself tells, which is in one place or in the other.

#include "act/undo.hpp"

#include <algorithm>
#include <cerrno>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>
#include <vector>

#include "act/moving.hpp"
#include "act/plain_way.hpp"
#include "act/target_directory.hpp"
#include "act/trash_cans.hpp"

namespace findo::act {
namespace {

using base::Errno;
using base::Failure;
using Outcome = base::Status<Trouble>;

/// Deeds that are looked at together, and announced together.
constexpr std::size_t kGroup = 256;

bool is_undoable(Deed deed) { return deed != Deed::remove && deed != Deed::run; }

/// The times of directories that lost entries, to be given back.
class DirectoryTimes {
 public:
  /// What the record says of directories that held files: when they were modified before the first deed in
  /// them was announced, and after the last.
  explicit DirectoryTimes(const Record& record) {
    for (const RecordedDeed& deed : record.deeds) {
      const Announcement& announcement = deed.announcement;
      if (!announcement.directory_time) continue;
      times_.try_emplace(std::string(directory_of(announcement.path)), Times{*announcement.directory_time});
    }
    for (const std::uint64_t number : record.completed) {
      const RecordedDeed& deed = record.deeds[number - 1];
      const auto found = times_.find(std::string(directory_of(deed.announcement.path)));
      const auto after = deed.completion->directory_time;
      if (found != times_.end() && after) found->second.after = *after;
    }
  }

  /// To be called before anything is put back into it. `moved`: when the file that comes first was moved.
  void look_at(const std::string& directory, int open, base::Timestamp moved, bool is_recorded) {
    const auto found = times_.find(directory);
    if (found == times_.end() || found->second.is_looked_at) return;
    Times& times = found->second;
    times.is_looked_at = true;
    const auto now = load_modify_time(open);
    // Of the last thing that a killed run did, only the time at which the file was renamed is known.
    times.is_restorable = now && (*now == times.after || (!is_recorded && is_close(*now, moved)));
  }

  void spoil(const std::string& directory) {
    const auto found = times_.find(directory);
    if (found != times_.end()) found->second.is_spoilt = true;
  }

  void restore(PlainWay& way) const {
    for (const auto& [directory, times] : times_) {
      if (!times.is_restorable || times.is_spoilt) continue;
      const auto open = way.open(directory);
      const timespec wanted[] = {{0, UTIME_OMIT}, {times.before.seconds, times.before.nanoseconds}};
      if (open) (void)utimensat(*open, ".", wanted, 0);
    }
  }

 private:
  struct Times {
    base::Timestamp before{};
    base::Timestamp after{};
    bool is_looked_at = false;
    bool is_restorable = false;
    bool is_spoilt = false;  ///< something that was in it is not again
  };

  /// One rename marks the directory and the file within a tick of the clock.
  static bool is_close(base::Timestamp a, base::Timestamp b) {
    constexpr std::int32_t kTickNanoseconds = 20'000'000;
    const base::Timestamp apart = a < b ? base::difference(b, a) : base::difference(a, b);
    return apart.seconds == 0 && apart.nanoseconds <= kTickNanoseconds;
  }

  std::map<std::string, Times> times_;
};

class Undoing {
 public:
  Undoing(const Record& record, const std::set<std::uint64_t>& undone_before, Journal& journal,
          const TellTrouble& tell)
      : record_(record), undone_before_(undone_before), journal_(journal), tell_(tell), times_(record) {}

  UndoOutcome run() {
    const auto deeds = deeds_backwards();
    for (std::size_t i = 0; i < deeds.size(); ++i) {
      if (i % kGroup == 0) expect(deeds, i);
      take(*deeds[i]);
    }
    times_.restore(way_);
    cans_.finish();
    tell_of_the_hopeless();
    return outcome_;
  }

 private:
  using Deeds = std::vector<const RecordedDeed*>;

  /// What a deed is done with: a path, and the file that has it.
  using Subject = std::tuple<std::string_view, dev_t, std::uint64_t>;

  static bool is_recorded(const RecordedDeed& deed) { return deed.completion.has_value(); }

  static Subject subject_of(const RecordedDeed& deed) {
    const files::Identity& file = deed.announcement.identity.file;
    return {deed.announcement.path, file.device, file.inode};
  }

  /// Those that may have happened and have not been undone, the last first.
  Deeds deeds_backwards() const {
    Deeds deeds;
    std::set<Subject> told;
    const auto add = [&](const RecordedDeed& deed) {
      if (!undone_before_.contains(deed.announcement.number)) deeds.push_back(&deed);
    };
    for (const std::uint64_t number : record_.completed) {
      const RecordedDeed& deed = record_.deeds[number - 1];
      if (deed.completion->has_failed) continue;
      told.insert(subject_of(deed));
      add(deed);
    }
    if (!record_.has_ended) add_possible(told, add);
    std::reverse(deeds.begin(), deeds.end());
    return deeds;
  }

  /// What a run without an end has announced, and perhaps done without telling. Of what was announced twice
  /// and told once the other announcement has come to nothing.
  template <class Add>
  void add_possible(const std::set<Subject>& told, const Add& add) const {
    for (const RecordedDeed& deed : record_.deeds) {
      if (!is_recorded(deed) && !told.contains(subject_of(deed))) add(deed);
    }
  }

  void expect(const Deeds& deeds, std::size_t first) {
    const std::size_t end = std::min(deeds.size(), first + kGroup);
    for (std::size_t i = first; i < end; ++i) {
      if (is_recorded(*deeds[i]) && is_undoable(deeds[i]->announcement.deed)) {
        journal_.expect(inverse(*deeds[i], place_of(*deeds[i])));
      }
    }
  }

  /// Where a deed that is recorded as done has left the file.
  static const std::string& place_of(const RecordedDeed& deed) {
    const bool tells = deed.completion && !deed.completion->to.empty();
    return tells ? deed.completion->to : deed.announcement.to;
  }

  void take(const RecordedDeed& deed) {
    const Announcement& done = deed.announcement;
    if (!is_undoable(done.deed)) {
      if (!is_recorded(deed)) return;
      ++outcome_.left;
      ++(done.deed == Deed::remove ? removed_ : commands_);
      return;
    }
    const auto place = find_place(deed);
    if (!place) return;  // it has not happened
    auto status = undo(deed, *place);
    if (status) {
      ++outcome_.undone;
      tell_of_replaced(deed);
      return;
    }
    ++outcome_.left;
    times_.spoil(std::string(directory_of(done.path)));
    tell_(place->empty() ? done.path : *place, status.error().sentence);
  }

  /// The file is back, but not the one whose place it had taken.
  void tell_of_replaced(const RecordedDeed& deed) {
    if (!deed.completion || !deed.completion->has_replaced) return;
    ++outcome_.left;
    tell_(place_of(deed), "the file that was replaced here cannot be brought back");
  }

  void tell_of_the_hopeless() const {
    if (removed_ > 0)
      tell_("", std::to_string(removed_) + (removed_ == 1 ? " deleted file" : " deleted files") +
                    " cannot be brought back");
    if (commands_ > 0)
      tell_("", "what " +
                    (commands_ == 1 ? "one command has" : std::to_string(commands_) + " commands have") +
                    " done cannot be undone");
  }

  // ---- what has happened

  /// Where the file is now, as far as the record or the file itself tells; nothing where the deed has not
  /// been done.
  std::optional<std::string> find_place(const RecordedDeed& deed) {
    if (is_recorded(deed)) return place_of(deed);
    const Announcement& announced = deed.announcement;
    switch (announced.deed) {
      case Deed::trash: return find_in_trash(announced);
      case Deed::move:
      case Deed::take_from_trash:
        // A file that is still where it was may have got another name there by somebody else.
        if (is_at(announced.path, announced.identity)) return std::nullopt;
        return is_at(announced.to, announced.identity) ? std::optional(announced.to) : std::nullopt;
      case Deed::make_directory:
        return is_there(announced.path) ? std::optional<std::string>("") : std::nullopt;
      case Deed::remove_directory:
        return is_there(announced.path) ? std::nullopt : std::optional<std::string>("");
      case Deed::remove:
      case Deed::run: break;
    }
    return std::nullopt;
  }

  bool is_there(const std::string& path) {
    const auto directory = way_.open(directory_of(path));
    return directory && load_identity(*directory, last_component(path).c_str());
  }

  bool is_at(const std::string& path, const FileIdentity& identity) {
    const auto directory = way_.open(directory_of(path));
    const auto there = directory ? load_identity(*directory, last_component(path).c_str())
                                 : base::Result<FileIdentity, Errno>(Failure{directory.error()});
    return there && is_still(identity, *there);
  }

  std::optional<std::string> find_in_trash(const Announcement& announced) {
    const auto directory = way_.open(directory_of(announced.path));
    const auto can =
        directory ? cans_.find(*directory) : base::Result<TrashCan*, Trouble>(Failure{Trouble{}});
    if (!can) return std::nullopt;
    if (is_at(announced.path, announced.identity)) {
      (*can)->forget(last_component(announced.path), announced.path);
      return std::nullopt;
    }
    const auto name = (*can)->try_find(announced.identity);
    return name ? std::optional((*can)->path_of(*name)) : std::nullopt;
  }

  // ---- undoing

  /// What undoes a deed that has left the file at `place`.
  static Announcement inverse(const RecordedDeed& deed, const std::string& place) {
    const Announcement& done = deed.announcement;
    Announcement inverse{.path = place, .to = done.path, .identity = deed.identity(), .undoes = done.number};
    switch (done.deed) {
      case Deed::trash: inverse.deed = Deed::take_from_trash; break;
      case Deed::take_from_trash:
        inverse.deed = Deed::trash;
        inverse.to.clear();
        break;
      case Deed::make_directory:
      case Deed::remove_directory:
        inverse.deed = done.deed == Deed::make_directory ? Deed::remove_directory : Deed::make_directory;
        inverse.path = done.path;
        inverse.to.clear();
        inverse.mode = done.mode;
        if (inverse.deed == Deed::make_directory) inverse.identity = {};  // another one than was removed
        break;
      default: inverse.deed = Deed::move; break;
    }
    return inverse;
  }

  Outcome undo(const RecordedDeed& deed, const std::string& place) {
    Announcement announcement = inverse(deed, place);
    switch (announcement.deed) {
      case Deed::make_directory: return make(announcement);
      case Deed::remove_directory: return remove(announcement);
      default: return put_back(deed, announcement);
    }
  }

  Outcome make(const Announcement& announcement) {
    const auto directory = way_.open(directory_of(announcement.path));
    if (!directory) return Failure{trouble(directory.error())};
    const std::string name = last_component(announcement.path);
    return record(&journal_, announcement, -1, [&]() -> base::Result<Done, Trouble> {
      if (mkdirat(*directory, name.c_str(), announcement.mode) != 0)
        return Failure{trouble(base::last_errno())};
      return Done{};
    });
  }

  Outcome remove(const Announcement& announcement) {
    const auto directory = way_.open(directory_of(announcement.path));
    if (!directory) return Failure{trouble(directory.error())};
    const std::string name = last_component(announcement.path);
    const auto now = load_identity(*directory, name.c_str());
    if (!now) return Failure{trouble(now.error())};
    const bool is_known = announcement.identity.file.inode != 0;  // records of old do not tell it
    if (is_known && !is_still(announcement.identity, *now)) {
      return Failure{Trouble{"it is not the directory that was made"}};
    }
    return record(&journal_, announcement, -1, [&]() -> base::Result<Done, Trouble> {
      if (unlinkat(*directory, name.c_str(), AT_REMOVEDIR) != 0) return Failure{trouble(base::last_errno())};
      return Done{};
    });
  }

  /// Renames the file from where it is to where it was, or trashes it anew.
  Outcome put_back(const RecordedDeed& deed, Announcement& announcement) {
    const auto from = from_way_.open(directory_of(announcement.path));
    if (!from) return Failure{trouble(from.error())};
    const std::string name = last_component(announcement.path);
    const auto now = load_identity(*from, name.c_str());
    if (!now && now.error().code == ENOENT) return Failure{Trouble{"it is not there any more"}};
    if (!now) return Failure{trouble(now.error())};
    if (!is_still(announcement.identity, *now)) {
      return Failure{Trouble{"it is not the file that it was, or has changed"}};
    }
    announcement.directory_time = load_modify_time(*from);
    const At at{*from, name.c_str()};
    if (announcement.deed == Deed::trash) return trash_again(announcement, at);
    return rename_back(deed, announcement, at, now->change_time);
  }

  Outcome rename_back(const RecordedDeed& deed, const Announcement& announcement, At at,
                      base::Timestamp moved) {
    const std::string directory(directory_of(announcement.to));
    const auto to = way_.open(directory);
    if (!to) return Failure{without_directory(to.error(), directory)};
    times_.look_at(directory, *to, moved, is_recorded(deed));
    const std::string name = last_component(announcement.to);
    return record(&journal_, announcement, at.directory, [&]() -> base::Result<Done, Trouble> {
      const auto renamed = move_file(at, {*to, name.c_str()}, announcement.identity, Replacing::never);
      if (!renamed) return Failure{in_the_way(renamed.error(), announcement.to)};
      if (announcement.deed == Deed::take_from_trash) forget(announcement.path);
      return Done{announcement.to, false, renamed->other};
    });
  }

  static Trouble without_directory(Errno error, const std::string& directory) {
    if (error.code != ENOENT) return trouble_at(directory, error);
    return {"the directory that it was in is not there: " + base::name_quoted(directory), error.code};
  }

  static Trouble in_the_way(const Trouble& trouble, const std::string& path) {
    if (trouble.code != EEXIST && trouble.code != ENOTEMPTY) return trouble;
    return {"something is in its place: " + base::name_quoted(path), trouble.code};
  }

  /// Removes the information that belongs to a file in the trash. The file is back in any case.
  void forget(const std::string& trashed_path) {
    const std::string_view files = directory_of(trashed_path);
    const std::string directory = joined_path(directory_of(files), "info");
    const std::string name = last_component(trashed_path) + ".trashinfo";
    const auto info = info_way_.open(directory);
    if (info && unlinkat(*info, name.c_str(), 0) == 0) return;
    const Errno error = info ? base::last_errno() : info.error();
    if (error.code != ENOENT) tell_(joined_path(directory, name), base::describe(error));
  }

  Outcome trash_again(const Announcement& announcement, At at) {
    const auto can = cans_.find(at.directory);
    if (!can) return Failure{can.error()};
    return record(&journal_, announcement, at.directory, [&]() -> base::Result<Done, Trouble> {
      const auto trashed = (*can)->put(at, announcement.identity, announcement.path, std::time(nullptr));
      if (!trashed) return Failure{trashed.error()};
      return Done{(*can)->path_of(trashed->name), false, trashed->other};
    });
  }

  const Record& record_;
  const std::set<std::uint64_t>& undone_before_;
  Journal& journal_;
  const TellTrouble& tell_;
  UndoOutcome outcome_;
  std::size_t removed_ = 0;
  std::size_t commands_ = 0;
  DirectoryTimes times_;
  TrashCans cans_;
  PlainWay way_;       ///< to where files were
  PlainWay from_way_;  ///< to where they are
  PlainWay info_way_;
};

}  // namespace

UndoOutcome undo(const Record& record, const std::set<std::uint64_t>& undone_before, Journal& journal,
                 const TellTrouble& tell) {
  return Undoing(record, undone_before, journal, tell).run();
}

}  // namespace findo::act
