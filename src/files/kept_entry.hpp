// An entry that is looked at again when the walk has long gone on: with names, facts and an open directory of
// its own.
#pragma once

#include <memory>
#include <string>

#include "files/entry.hpp"

namespace findo::files {

/// Owns what an Entry only refers to. Threads: one at a time.
class KeptEntry {
 public:
  /// `directory`: one to find the entry in, the same as its own; none for a root.
  KeptEntry(const Entry& entry, std::shared_ptr<const OpenDirectory> directory);
  KeptEntry(const KeptEntry&) = delete;
  KeptEntry& operator=(const KeptEntry&) = delete;

  Entry& entry() { return entry_; }

 private:
  static Place place_of(const Entry& entry, const OpenDirectory* directory, const Root& root);

  std::shared_ptr<const OpenDirectory> directory_;
  Root root_;
  std::string name_;
  Place place_;
  PathBuffer path_;
  Entry entry_;
};

/// Gives directories to entries that are kept: those of one directory, as long as they come one after the
/// other, share one. Threads: one at a time.
class KeptDirectories {
 public:
  /// Another handle of the directory that holds the entry; null for a root. Errors: of opening it.
  base::Result<std::shared_ptr<const OpenDirectory>, base::Errno> share(const Entry& entry);
  /// The entries that follow are in another directory than those before.
  void change_directory() { last_.reset(); }
  /// How many are open.
  std::size_t count() const { return static_cast<std::size_t>(count_.use_count() - 1); }

 private:
  const OpenDirectory* original_ = nullptr;  ///< of `last_`
  std::shared_ptr<const OpenDirectory> last_;
  std::shared_ptr<int> count_ = std::make_shared<int>(0);  ///< each open one holds it, too
};

}  // namespace findo::files
