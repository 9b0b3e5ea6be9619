// A disk takes milliseconds to say that something is on it, a rename microseconds. So announcements come in
// groups: whoever is about to do something announces along with it what is expected to follow. What follows
// is known because entries are looked at ahead of their turn. Groups begin with one and double, so that a run
// that stops soon has not announced much that it never did.

#include "act/journal.hpp"

#include <algorithm>
#include <csignal>
#include <ctime>
#include <unistd.h>
#include <utility>

#include "act/held_entry.hpp"
#include "act/plain_way.hpp"
#include "act/record_store.hpp"
#include "base/clock.hpp"

namespace findo::act {
namespace {

using base::Failure;

// Trashing 5,000 files where the disk takes one to four milliseconds: one by one 6.8 s, in groups of 64 1.5
// s, of 256 1.3 s, of 1,024 1.2 s, most of which goes into making files in the trash.
constexpr std::size_t kLargestGroup = 256;
constexpr std::size_t kMostExpected = 4'096;

}  // namespace

/// A record that leaves out something that was done has no end, which would say that it is all.
Journal::~Journal() {
  if (log_ && !incompleteness_) (void)log_->append(render_end(base::now()));
}

void Journal::expect(Announcement announcement) {
  const std::lock_guard guard(mutex_);
  const auto found = expected_by_path_.find(announcement.path);
  if (found != expected_by_path_.end()) {
    expected_.erase(found->second);
    expected_by_path_.erase(found);
  }
  if (expected_.size() >= kMostExpected) return;
  expected_.push_back(std::move(announcement));
  expected_by_path_.emplace(expected_.back().path, std::prev(expected_.end()));
}

/// The number by which it has been announced along with another one, if it is still the same.
std::optional<std::uint64_t> Journal::try_announced(const Announcement& announcement) {
  const auto found = announced_.find(announcement.path);
  if (found == announced_.end()) return std::nullopt;
  const Announcement then = std::move(found->second);
  announced_.erase(found);
  const bool is_same = then.deed == announcement.deed && then.to == announcement.to &&
                       is_still(then.identity, announcement.identity);
  return is_same ? std::optional(then.number) : std::nullopt;
}

/// The announcement and those that come along with it.
std::list<Announcement> Journal::take_group(const Announcement& first) {
  std::list<Announcement> group{first};
  const std::lock_guard guard(mutex_);
  if (const auto found = expected_by_path_.find(first.path); found != expected_by_path_.end()) {
    expected_.erase(found->second);
    expected_by_path_.erase(found);
  }
  for (std::size_t i = 0; i < group_ && !expected_.empty(); ++i) {
    expected_by_path_.erase(expected_.front().path);
    group.splice(group.end(), expected_, expected_.begin());
  }
  group_ = std::min(kLargestGroup, group_ * 2 + 1);
  return group;
}

base::Result<std::uint64_t, Trouble> Journal::announce(const Announcement& announcement) {
  if (const auto number = try_announced(announcement)) return *number;
  if (auto status = begin(); !status) return Failure{status.error()};
  if (unsynced_) return Failure{*unsynced_};
  auto group = take_group(announcement);
  std::uint64_t number = last_number_;
  std::string lines;
  for (Announcement& each : group) {
    each.number = ++number;
    if (!lines.empty()) lines += '\n';
    lines += render(each);
  }
  if (auto status = write(lines); !status) return Failure{unwritten(status.error())};
  const std::uint64_t first = std::exchange(last_number_, number) + 1;
  if (auto status = log_->sync(); !status) {
    unsynced_ = unwritten(trouble_at(path_, status.error()));
    return Failure{*unsynced_};
  }
  group.pop_front();
  for (Announcement& each : group) {
    std::string path = each.path;
    announced_.insert_or_assign(std::move(path), std::move(each));
  }
  return first;
}

void Journal::complete(const Completion& completion) {
  const auto status = write(render(completion));
  if (!status && !incompleteness_) incompleteness_ = unwritten(status.error());
}

base::Status<Trouble> Journal::begin() {
  if (log_) return {};
  if (auto status = create_record(); !status) return Failure{unwritten(status.error())};
  return {};
}

base::Status<Trouble> Journal::create_record() {
  auto store = RecordStore::open_or_make();
  if (!store) return Failure{std::move(store.error())};
  auto record = store->create();
  if (!record) return Failure{std::move(record.error())};
  path_ = std::move(record->path);
  base::LineLog log(std::move(record->file));
  const RunHeader header{
      FINDO_VERSION, base::now(), {argv_.begin(), argv_.end()}, load_working_directory(), undoes_};
  if (auto status = log.append(render(header)); !status) {
    unlink(path_.c_str());
    return Failure{trouble_at(path_, status.error())};
  }
  log_ = std::move(log);
  return {};
}

bool Journal::is_within(std::string_view path) const {
  if (!path_.starts_with(path)) return false;
  const std::string_view rest = std::string_view(path_).substr(path.size());
  return rest.empty() || rest.starts_with('/') || path == "/";
}

base::Status<Trouble> Journal::write(std::string_view lines) {
  if (auto status = log_->append(lines); !status) return Failure{trouble_at(path_, status.error())};
  return {};
}

Trouble Journal::unwritten(const Trouble& trouble) const {
  return {"the record of the run cannot be written: " + trouble.sentence, trouble.code};
}

std::optional<base::Timestamp> load_modify_time(int directory) {
  const auto identity = load_identity(directory);
  return identity ? std::optional(identity->modify_time) : std::nullopt;
}

namespace {

/// Whether what is about to be done would take the record away.
bool takes_away(const Announcement& announcement, const Journal& journal) {
  const bool takes_files = announcement.deed == Deed::trash || announcement.deed == Deed::move ||
                           announcement.deed == Deed::remove;
  return takes_files && journal.is_within(announcement.path);
}

/// Who a directory is that has just been made: nothing else that is found there later is to be removed.
std::optional<FileIdentity> try_identity(const std::string& path) {
  PlainWay way;
  const auto directory = way.open(directory_of(path));
  if (!directory) return std::nullopt;
  const auto identity = load_identity(*directory, last_component(path).c_str());
  return identity ? std::optional(*identity) : std::nullopt;
}

/// How the effect has ended for whoever wanted it.
base::Status<Trouble> outcome_of(const Announcement& announcement, const base::Result<Done, Trouble>& done) {
  if (!done) return Failure{done.error()};
  if (!done->other || is_alike(*done->other, announcement.identity, Likeness::content)) return {};
  if (done->other->file == announcement.identity.file) {
    return Failure{
        Trouble{"it has changed since it was looked at, and is now " + base::name_quoted(done->place)}};
  }
  return Failure{
      Trouble{"another file has come into its place, and is now " + base::name_quoted(done->place)}};
}

}  // namespace

base::Status<Trouble> record(Journal* journal, const Announcement& announcement, int directory,
                             const std::function<base::Result<Done, Trouble>()>& effect) {
  if (!journal) return outcome_of(announcement, effect());
  const auto number = journal->announce(announcement);
  if (!number) return Failure{number.error()};
  const SignalsHeld held;
  const auto done = takes_away(announcement, *journal)
                        ? base::Result<Done, Trouble>(Failure{Trouble{"the record of this run is in it"}})
                        : effect();
  const bool is_new = announcement.deed == Deed::make_directory;
  Completion completion{.number = *number, .has_failed = !done};
  if (done && done->place != announcement.to) completion.to = done->place;
  if (done) completion.has_replaced = done->has_replaced;
  if (done) completion.other = is_new ? try_identity(announcement.path) : done->other;
  if (!done) completion.code = done.error().code;
  if (done && directory >= 0) completion.directory_time = load_modify_time(directory);
  journal->complete(completion);
  return outcome_of(announcement, done);
}

struct SignalsHeld::Mask {
  sigset_t signals;
};

SignalsHeld::SignalsHeld() : before_(std::make_unique<Mask>()) {
  sigset_t ending;
  sigemptyset(&ending);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGXCPU}) sigaddset(&ending, signal);
  pthread_sigmask(SIG_BLOCK, &ending, &before_->signals);
}

SignalsHeld::~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_->signals, nullptr); }

}  // namespace findo::act
