// Writes the record of a run while it goes on.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "act/record.hpp"
#include "act/trouble.hpp"
#include "base/log.hpp"
#include "base/result.hpp"

namespace findo::act {

/// The record of this run. It comes into being with the first announcement, so a run that does nothing leaves
/// none. Threads: expect() any, the others the retiring one.
class Journal {
 public:
  /// `argv` is told in the record and must live as long; `undoes`: the number of the run that this one
  /// undoes.
  explicit Journal(std::span<const char* const> argv, std::optional<std::uint64_t> undoes = std::nullopt)
      : argv_(argv), undoes_(undoes) {}
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;
  ~Journal();

  /// Makes the record, even if nothing is going to be announced. Errors: it cannot be written.
  base::Status<Trouble> begin();

  /// This will most likely be announced soon: then it can be announced along with others, and they all wait
  /// for the disk only once. It may also never be.
  void expect(Announcement announcement);

  /// Sees to it that this is on the disk. Returns its number; the one that it has come with counts for
  /// nothing. Errors: it cannot be written; then it must not be done. Where the disk has failed, nothing more
  /// can.
  base::Result<std::uint64_t, Trouble> announce(const Announcement& announcement);

  /// How it went. What cannot be written has happened all the same; then the record is incomplete.
  void complete(const Completion& completion);

  /// Whether the record is that file, or in that directory. `path`: from the root directory on, without
  /// links.
  bool is_within(std::string_view path) const;

  /// Why the record says less than it should, where it does.
  const std::optional<Trouble>& incompleteness() const { return incompleteness_; }

 private:
  using Expected = std::list<Announcement>;

  base::Status<Trouble> create_record();
  base::Status<Trouble> write(std::string_view lines);
  std::optional<std::uint64_t> try_announced(const Announcement& announcement);
  std::list<Announcement> take_group(const Announcement& first);
  Trouble unwritten(const Trouble& trouble) const;

  std::span<const char* const> argv_;
  std::optional<std::uint64_t> undoes_;
  std::optional<base::LineLog> log_;
  std::string path_;
  std::uint64_t last_number_ = 0;
  std::size_t group_ = 0;  ///< how many are announced along with the next one, at most
  std::optional<Trouble> incompleteness_;
  /// The disk has failed. A later sync that succeeds would not mean that these lines are on it, so nothing
  /// more is announced.
  std::optional<Trouble> unsynced_;
  std::unordered_map<std::string, Announcement> announced_;  ///< by path: those that were announced along

  std::mutex mutex_;  ///< of what follows
  Expected expected_;
  std::unordered_map<std::string_view, Expected::iterator> expected_by_path_;
};

/// What has been done.
struct Done {
  std::string place{};                  ///< where the file is now
  bool has_replaced = false;            ///< another file
  std::optional<FileIdentity> other{};  ///< another file than the announced one, which is there now
};

/// Does something and records it: announces it, does it, tells how it went. `directory` is the open directory
/// that holds the file, -1 where its time is of no account. Without a journal it is only done. Errors: of the
/// announcement, then nothing is done; of the effect; that it was done with another file.
base::Status<Trouble> record(Journal* journal, const Announcement& announcement, int directory,
                             const std::function<base::Result<Done, Trouble>()>& effect);

/// When an open directory was last modified.
std::optional<base::Timestamp> load_modify_time(int directory);

/// Signals that would end the process wait as long as this lives, so that what has been done is in the
/// record.
class SignalsHeld {
 public:
  SignalsHeld();
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;
  ~SignalsHeld();

 private:
  struct Mask;
  std::unique_ptr<Mask> before_;
};

}  // namespace findo::act
