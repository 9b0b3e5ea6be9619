// The record of a run: what was done with which files, so that it can be undone. One JSON text a line:
//
//   {"findo":"0.1.0","format":1,"started":[s,ns],"argv":["findo",…],"cwd":"/…"}       the first line
//   {"n":1,"deed":"move","path":"/…","to":"/…","identity":{…},"directory_mtime":[s,ns]}   is about to be done
//   {"done":1,"to":"/…","identity":{…},"directory_mtime":[s,ns]}                          has been done
//   {"failed":2,"code":13}                                                               has not
//   {"ended":[s,ns]}                                                                     the last line
//
// Deeds are announced, and what announces them is on the disk, before they are done; several at a time, so
// some that are announced may never be tried. A run that was killed has no last line, and perhaps half of
// one. Behind the identity of a directory stands "btime":[s,ns] or, where the file system does not know that,
// "generation":N; neither in records of old, or where neither is known.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "act/file_identity.hpp"

namespace findo::act {

enum class Deed : std::uint8_t {
  trash,             ///< from `path` into the trash; where exactly is known afterwards
  move,              ///< from `path` to `to`
  make_directory,    ///< at `path`
  take_from_trash,   ///< from `path` in the trash to `to`
  remove_directory,  ///< an empty one, at `path`
  remove,            ///< -delete
  run,               ///< a command
};

/// The beginning of a record.
struct RunHeader {
  std::string version{};
  base::Timestamp started{};
  std::vector<std::string> argv{};
  std::string directory{};                ///< in which it was started
  std::optional<std::uint64_t> undoes{};  ///< the number of the run that this one undoes
};

/// What is about to be done. Paths are from the root directory on, without links.
struct Announcement {
  std::uint64_t number = 0;  ///< in its record, from 1 on
  Deed deed = Deed::move;
  std::string path{};
  std::string to{};
  FileIdentity identity{};  ///< of the file, before
  std::optional<base::Timestamp>
      directory_time{};                   ///< when the directory that holds `path` was last modified
  std::optional<std::uint64_t> undoes{};  ///< the number of the deed that it undoes, in that record
  mode_t mode = 0;                        ///< of a directory made or removed
  std::vector<std::string> command{};
};

/// How it went.
struct Completion {
  std::uint64_t number = 0;
  bool has_failed = false;    ///< nothing has been done
  int code = 0;               ///< the errno why, where there is one; of a command its exit status
  std::string to{};           ///< where the file is now, if that was not known before
  bool has_replaced = false;  ///< another file, which is gone
  /// What it was done with, where that is not what was announced; a directory that has been made.
  std::optional<FileIdentity> other{};
  std::optional<base::Timestamp> directory_time{};  ///< as in the announcement, afterwards
};

std::string render(const RunHeader& header);
std::string render(const Announcement& announcement);
std::string render(const Completion& completion);
std::string render_end(base::Timestamp ended);

/// A deed of a record that has been read.
struct RecordedDeed {
  Announcement announcement;
  std::optional<Completion> completion{};

  /// Of the file that it was done with, or would have been.
  const FileIdentity& identity() const {
    return completion && completion->other ? *completion->other : announcement.identity;
  }
};

/// A whole record.
struct Record {
  RunHeader header;
  std::vector<RecordedDeed> deeds;  ///< in the order of their announcement, which is that of their numbers
  std::vector<std::uint64_t>
      completed{};  ///< the numbers of those that were done or failed, as that happened
  bool has_ended = false;
};

/// Reads a record. What a crash has left of its last line does not count. Errors: which line is no line of a
/// record.
base::Result<Record, std::string> parse_record(std::string_view text);

}  // namespace findo::act
