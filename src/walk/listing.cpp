// GNU find 4.9 goes through a directory in the order that readdir(3) gives, with one exception that comes
// from the fts library below it: names are read at most kMostAtOnce at a time, and where that gives more than
// kSortedBeyond, they are sorted by inode number, since on most file systems the inodes then come in the
// order of the disk. Whoever wants GNU's order has to do the same.

#include "walk/listing.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

#include "files/mounts.hpp"

namespace findo::walk {
namespace {

constexpr std::size_t kSortedBeyond = 10'000;
constexpr std::size_t kMostAtOnce = 100'000;

/// Whether the sorting by inode is left out, as it is where inode numbers say nothing of the place.
bool keeps_any_order(files::Reader& reader, const files::OpenDirectory& directory) {
  constexpr std::array<std::string_view, 6> kTypes = {"tmpfs", "devtmpfs", "nfs", "nfs4", "cifs", "smb3"};
  const auto identity = reader.load_identity(directory);
  if (!identity) return false;
  const std::string_view type = files::file_system_type(identity->device);
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

void sort_by_name(std::span<files::Listed> names) {
  std::sort(names.begin(), names.end(),
            [](const files::Listed& a, const files::Listed& b) { return std::strcmp(a.name, b.name) < 0; });
}

void sort_by_inode(std::span<files::Listed> names) {
  std::stable_sort(names.begin(), names.end(),
                   [](const files::Listed& a, const files::Listed& b) { return a.inode < b.inode; });
}

void sort_long_stretches(files::Reader& reader, const files::OpenDirectory& directory,
                         std::span<files::Listed> names) {
  if (names.size() <= kSortedBeyond || keeps_any_order(reader, directory)) return;
  for (; names.size() > kSortedBeyond; names = names.subspan(std::min(kMostAtOnce, names.size()))) {
    sort_by_inode(names.first(std::min(kMostAtOnce, names.size())));
  }
}

void sort(files::Reader& reader, const files::OpenDirectory& directory, NameOrder order,
          std::span<files::Listed> names) {
  if (order == NameOrder::by_name) {
    sort_by_name(names);
  } else {
    sort_long_stretches(reader, directory, names);
  }
}

}  // namespace

/// Reads once, unless the batch that was read before is the last one. False: there is nothing more, or an
/// error.
bool Lister::read(files::Reader& reader, files::OpenDirectory& directory, files::NameBatch& batch,
                  Listing& listing) {
  if (listing.at_end) return false;
  const auto status = reader.read_batch(directory, batch);
  const bool has_names = status && !batch.names.empty();
  listing.at_end = !has_names || batch.at_end;
  if (has_names) return true;
  if (!status) listing.error = status.error();
  return false;
}

Listing Lister::list(files::Reader& reader, files::OpenDirectory& directory, const ListingRules& rules,
                     NameList& kept, std::unique_ptr<NameList>& surplus) {
  Listing listing;
  if (!surplus) {
    if (!read(reader, directory, first_, listing)) return listing;
    if (!read(reader, directory, next_, listing)) {
      sort(reader, directory, rules.order, first_.names);
      listing.names = first_.names;
      return listing;
    }
    kept.copy(first_.names);
    kept.copy(next_.names);
  } else {
    kept = std::move(*surplus);
    surplus.reset();
  }
  const bool whole = rules.whole || rules.order == NameOrder::by_name;
  const std::size_t most = whole ? std::numeric_limits<std::size_t>::max() : kMostAtOnce;
  while (kept.size() < most && read(reader, directory, next_, listing)) {
    if (kept.size() > kSortedBeyond && !whole) kept.reserve(kMostAtOnce + next_.names.size());
    kept.copy(next_.names);
  }
  if (kept.size() > most) {
    surplus = std::make_unique<NameList>();
    surplus->copy(kept.all().subspan(most));
    kept.shrink_to(most);
    listing.at_end = false;
  }
  sort(reader, directory, rules.order, kept.all());
  listing.names = kept.all();
  listing.is_kept = true;
  return listing;
}

}  // namespace findo::walk
