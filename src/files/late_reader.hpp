// Reaches entries again when the walk is long over: below the root, component by component, no link followed
// that the search would not have followed; and only if somebody asks the system for something at all.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "files/entry.hpp"
#include "files/reader.hpp"

namespace findo::files {

/// A reader for one entry after the other. Whoever asks it of names in directory() asks of the directory that
/// holds the entry, which is opened by the first who does. Every member fails where that fails. Directories
/// on the way stay open for the entries that follow, up to a few. Threads: one.
class LateReader : public Reader {
 public:
  LateReader(Reader& reader, LinkPolicy links);
  ~LateReader() override;

  /// The next entry: its path, how much of that is the root, and its depth. Asks nobody.
  void go_to(std::string_view path, std::size_t root_bytes, int depth);
  /// What stands for the directory that holds the entry; null for a root.
  const OpenDirectory* directory() const { return depth_ > 0 ? &stand_in_ : nullptr; }

  base::Result<std::unique_ptr<OpenDirectory>, base::Errno> open_directory(const OpenDirectory* parent,
                                                                           const char* name,
                                                                           FollowLinks follow) override;
  base::Status<base::Errno> read_batch(OpenDirectory& directory, NameBatch& batch) override;
  base::Status<base::Errno> load_facts(const OpenDirectory* parent, const char* name, FollowLinks follow,
                                       FactSet wanted, Facts& facts) override;
  base::Result<Identity, base::Errno> load_identity(const OpenDirectory& directory) override;
  base::Result<std::string, base::Errno> load_link_target(const OpenDirectory* parent,
                                                          const char* name) override;
  base::Status<base::Errno> check_access(const OpenDirectory* parent, const char* name,
                                         Access access) override;
  base::Result<int, base::Errno> open_descriptor(const OpenDirectory* directory) override;

 private:
  /// A directory on the way from the root, which is the first.
  struct Level {
    std::string name;
    std::unique_ptr<OpenDirectory> handle;  ///< null: closed again, to be reached from above
  };
  using ReachResult = base::Result<const OpenDirectory*, base::Errno>;

  void forget();
  ReachResult reach();
  ReachResult real(const OpenDirectory* directory);
  std::size_t keep_common(std::string_view below);
  void close_surplus();
  bool make_room();
  base::Result<std::unique_ptr<OpenDirectory>, base::Errno> open_next(const std::string& name);

  Reader& reader_;
  LinkPolicy links_;
  std::size_t most_open_;
  OpenDirectory stand_in_;
  std::string root_;
  std::string below_;  ///< the directory below the root, with a slash behind each component
  int depth_ = 0;
  bool is_reached_ = false;
  std::vector<Level> levels_;
};

}  // namespace findo::files
