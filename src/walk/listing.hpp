// In which names a directory is gone through, and in which order.
#pragma once

#include <optional>
#include <span>

#include "files/reader.hpp"
#include "walk/names.hpp"

namespace findo::walk {

/// The order of the names of one directory.
enum class NameOrder : std::uint8_t {
  /// As the directory gives them; but GNU find 4.9 takes them 100,000 at a time, and sorts by inode number
  /// what is more than 10,000 of them, save on tmpfs, NFS and CIFS, where that gains nothing.
  gnu,
  by_name,  ///< by the bytes of the name; the whole directory is read first
};

/// How to list.
struct ListingRules {
  NameOrder order = NameOrder::gnu;
  bool whole = false;  ///< read to the end before anything is given out, as what deletes must
};

/// What a listing has given.
struct Listing {
  std::span<const files::Listed> names;  ///< valid until the next listing by the same Lister
  bool is_kept = false;                  ///< the names are those of the NameList that the caller gave
  bool at_end = false;                   ///< the directory has no more
  std::optional<base::Errno> error{};    ///< why it has no more, if that is not the end
};

/// Lists directories for one worker. Short directories, which are nearly all, stay in a buffer of its own.
class Lister {
 public:
  /// Lists the next names of a directory. `surplus` holds what an earlier listing has read too much, and then
  /// what this one has. Long listings end up in `kept`, which must be empty.
  Listing list(files::Reader& reader, files::OpenDirectory& directory, const ListingRules& rules,
               NameList& kept, std::unique_ptr<NameList>& surplus);

 private:
  bool read(files::Reader& reader, files::OpenDirectory& directory, files::NameBatch& batch,
            Listing& listing);

  files::NameBatch first_;
  files::NameBatch next_;
};

}  // namespace findo::walk
