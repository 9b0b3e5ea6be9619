// One trash directory (freedesktop.org trash specification 1.0).
#pragma once

#include <ctime>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "act/file_identity.hpp"
#include "act/held_entry.hpp"
#include "act/trouble.hpp"

namespace findo::act {

/// An open trash directory, with `info` and `files` in it. Threads: the retiring one.
class TrashCan {
 public:
  /// Takes over an open directory; makes what is missing in it. `top`: the directory that paths are told
  /// relative to, empty for a trash that tells them from the root directory on.
  static base::Result<std::unique_ptr<TrashCan>, Trouble> open(base::Descriptor directory, std::string path,
                                                               std::string top);

  /// What has been put here.
  struct Trashed {
    std::string name;                     ///< in `files`
    std::optional<FileIdentity> other{};  ///< as of move_file()
  };

  /// Puts the file, a directory with all that is in it, here. `path` is where it was, from the root directory
  /// on. The information comes first; where the file then cannot be moved it is taken back. Errors: EXDEV on
  /// another file system, EINVAL of a directory that the trash is in, ENOSPC …
  base::Result<Trashed, Trouble> put(At from, const FileIdentity& identity, std::string_view path,
                                     std::time_t now);

  /// The name in `files` of a file that has been put here, wherever that was noted. Takes time where there is
  /// much.
  std::optional<std::string> try_find(const FileIdentity& identity) const;
  /// Removes information about a file of that path for which there is no file here: put() was cut short.
  void forget(std::string_view original_name, std::string_view path) const;

  /// Writes down how large the directories are that were put here, and forgets those that are gone.
  void note_sizes();

  /// From the root directory on.
  const std::string& path() const { return path_; }
  /// The path of a file in it, by its name in `files`.
  std::string path_of(std::string_view name) const;
  /// Whether the path leads into the trash.
  bool holds(std::string_view path) const;
  int files() const { return files_.number(); }

 private:
  TrashCan() = default;

  base::Result<std::string, Trouble> take_name(std::string_view original, std::string_view info,
                                               unsigned& number);
  base::Status<Trouble> write_info(const std::string& info_name, std::string_view text);
  void remove_info(const std::string& name) const;
  std::string_view told_path(std::string_view path) const;

  base::Descriptor directory_;
  base::Descriptor info_;
  base::Descriptor files_;
  std::string path_;
  std::string top_;
  std::size_t most_name_bytes_ = 0;
  std::unordered_map<std::string, unsigned> last_numbers_;  ///< of names that were taken
  std::vector<std::string> new_directories_;
};

}  // namespace findo::act
