// A run that undoes another is younger. So records are read from the youngest on, and whatever a record says
// to have undone is known when the record of that is come to; what has been undone in the undoing run does
// not count.

#include "act/run_history.hpp"

#include <algorithm>
#include <cerrno>
#include <optional>

namespace findo::act {
namespace {

using base::Failure;

/// The code of what is said of a record that ends within its first line: the run that had begun it was killed
/// before it did anything, or has done nothing so far.
constexpr int kNothingDone = ENODATA;

bool was_done(const RecordedDeed& deed) { return deed.completion && !deed.completion->has_failed; }

/// Goes from the youngest record to the oldest.
class History {
 public:
  static base::Result<History, Trouble> open() {
    History history;
    auto store = RecordStore::open();
    if (!store && store.error().code == ENOENT) return history;  // there has been no run
    if (!store) return Failure{std::move(store.error())};
    auto numbers = store->numbers();
    if (!numbers) return Failure{std::move(numbers.error())};
    history.store_ = std::move(*store);
    history.numbers_ = std::move(*numbers);
    return history;
  }

  /// The number of the next record; nothing at the end.
  std::optional<std::uint64_t> next() {
    if (numbers_.empty()) return std::nullopt;
    const std::uint64_t number = numbers_.back();
    numbers_.pop_back();
    return number;
  }

  /// Reads the record and takes note of what it undoes. Errors: kNothingDone; it is no record.
  base::Result<Record, Trouble> read(std::uint64_t number) {
    const auto text = store_->read(number);
    if (!text) return Failure{text.error()};
    if (text->find('\n') == std::string::npos) {
      return Failure{Trouble{"run " + std::to_string(number) + " has done nothing", kNothingDone}};
    }
    auto record = parse_record(*text);
    if (!record)
      return Failure{Trouble{"the record of run " + std::to_string(number) + ": " + record.error()}};
    if (record->header.undoes) note(*record, undone_[number]);
    return std::move(*record);
  }

  const std::set<std::uint64_t>& undone(std::uint64_t number) { return undone_[number]; }

  /// Whether anything may be left to undo: what was done and is not undone, or what a run that was killed may
  /// have done, unless somebody has been after that. What cannot be undone is told of once.
  bool has_something_left(std::uint64_t number, const Record& record) {
    const auto& undone = undone_[number];
    const bool is_open = !record.has_ended && !attempted_.contains(number);
    return std::any_of(record.deeds.begin(), record.deeds.end(), [&](const RecordedDeed& deed) {
      const Deed kind = deed.announcement.deed;
      const bool is_hopeless = kind == Deed::remove || kind == Deed::run;
      if (undone.contains(deed.announcement.number) || (is_hopeless && attempted_.contains(number)))
        return false;
      return was_done(deed) || (is_open && !deed.completion);
    });
  }

  bool is_locked(std::uint64_t number) const {
    const auto lock = store_->lock(number);
    return !lock && lock.error().code == EWOULDBLOCK;
  }

  base::Result<base::Descriptor, Trouble> lock(std::uint64_t number) const {
    auto lock = store_->lock(number);
    if (lock || lock.error().code != EWOULDBLOCK) return lock;
    return Failure{Trouble{"run " + std::to_string(number) + " has not ended yet", EWOULDBLOCK}};
  }

 private:
  History() = default;

  void note(const Record& record, const std::set<std::uint64_t>& undone) {
    const std::uint64_t target = *record.header.undoes;
    attempted_.insert(target);
    for (const RecordedDeed& deed : record.deeds) {
      const Announcement& announcement = deed.announcement;
      if (!announcement.undoes || !was_done(deed) || undone.contains(announcement.number)) continue;
      undone_[target].insert(*announcement.undoes);
    }
  }

  std::optional<RecordStore> store_;  ///< there where there are numbers
  std::vector<std::uint64_t> numbers_;
  std::map<std::uint64_t, std::set<std::uint64_t>> undone_;
  std::set<std::uint64_t> attempted_;  ///< runs that others have undone, as far as they could
};

RunSummary summary_of(std::uint64_t number, const Record& record, History& history) {
  RunSummary summary{.number = number, .header = record.header, .has_ended = record.has_ended};
  for (const RecordedDeed& deed : record.deeds) {
    if (deed.completion && deed.completion->has_failed) ++summary.failed;
    if (was_done(deed)) ++summary.done[static_cast<std::size_t>(deed.announcement.deed)];
  }
  summary.undone = history.undone(number).size();
  summary.is_going_on = !record.has_ended && history.is_locked(number);
  return summary;
}

base::Result<ChosenRun, Trouble> choose(History& history, std::uint64_t number, Record record) {
  auto lock = history.lock(number);
  if (!lock) return Failure{std::move(lock.error())};
  return ChosenRun{number, std::move(record), history.undone(number), std::move(*lock)};
}

}  // namespace

base::Result<std::vector<RunSummary>, Trouble> list_runs(const TellUnreadable& tell) {
  auto history = History::open();
  if (!history) return Failure{std::move(history.error())};
  std::vector<RunSummary> runs;
  while (const auto number = history->next()) {
    const auto record = history->read(*number);
    if (record) {
      runs.push_back(summary_of(*number, *record, *history));
    } else if (record.error().code != kNothingDone) {
      tell(record.error());
    }
  }
  std::reverse(runs.begin(), runs.end());
  return runs;
}

base::Result<ChosenRun, Trouble> choose_last_run() {
  auto history = History::open();
  if (!history) return Failure{std::move(history.error())};
  while (const auto number = history->next()) {
    auto record = history->read(*number);
    if (!record && record.error().code == kNothingDone) continue;
    if (!record) return Failure{std::move(record.error())};
    const bool is_it = !record->header.undoes && history->has_something_left(*number, *record);
    if (is_it) return choose(*history, *number, std::move(*record));
  }
  return Failure{Trouble{"there is no run to undo; what -delete removes cannot be brought back"}};
}

base::Result<ChosenRun, Trouble> choose_run(std::uint64_t wanted) {
  auto history = History::open();
  if (!history) return Failure{std::move(history.error())};
  while (const auto number = history->next()) {
    if (*number < wanted) break;
    auto record = history->read(*number);
    if (*number != wanted) continue;  // unreadable ones among the others are of no account
    if (!record) return Failure{std::move(record.error())};
    if (!history->has_something_left(wanted, *record)) {
      return Failure{Trouble{"nothing of run " + std::to_string(wanted) + " is left to undo"}};
    }
    return choose(*history, wanted, std::move(*record));
  }
  return Failure{Trouble{"there is no run " + std::to_string(wanted)}};
}

}  // namespace findo::act
