// What is below a directory at one moment, as values: what a test expects is what was there, changed by what
// should have been done since.
#pragma once

#include <ctime>
#include <map>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace findo::race_tests {

/// All of an entry that is compared.
struct Look {
  ino_t inode = 0;  ///< 0: of a file that is new, whichever that is
  mode_t mode = 0;
  uid_t user = 0;
  gid_t group = 0;
  nlink_t links = 0;  ///< as the system counts them; compared of what is no directory
  timespec modified{};
  bool has_known_time = true;  ///< false where something was put in or taken out
  std::string content{};       ///< of a file; of a link its target; without the time of a deletion
};

/// Paths are below the top. All names of a file must be there, so that they can be counted.
class Picture {
 public:
  /// `is_ignored` is asked of paths; what is below an ignored one is ignored, too.
  static Picture of(const std::string& top, bool (*is_ignored)(std::string_view path));

  bool holds(const std::string& path) const { return looks_.contains(path); }
  bool is_empty(const std::string& directory) const;
  /// What is there must be.
  const Look& at(const std::string& path) const { return looks_.at(path); }

  /// An entry is added, removed, or gets another name for the same file.
  void add(const std::string& path, Look look);
  void remove(const std::string& path);
  void link(const std::string& from, const std::string& to) { add(to, at(from)); }
  /// With all that is below it; a copy is of new files.
  void move(const std::string& from, const std::string& to);
  void copy(const std::string& from, const std::string& to);
  /// Something may have been put into the directory or taken out.
  void touch(const std::string& directory);

  /// Where what was found differs from what was expected, for people; empty where it does not.
  static std::string difference(const Picture& expected, const Picture& found);

 private:
  std::map<std::string, Look> below(const std::string& path) const;

  std::map<std::string, Look> looks_;
};

/// The directory part of a path; empty where there is none.
std::string parent_of(const std::string& path);
std::string base_name_of(const std::string& path);
/// Whether a path is that of the directory or of something in it.
bool is_within(std::string_view path, std::string_view directory);

}  // namespace findo::race_tests
